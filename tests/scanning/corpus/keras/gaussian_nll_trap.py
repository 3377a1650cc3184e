from keras import backend as K
import numpy as np


def gaussian_nll(ytrue, ypreds):
    """Keras implmementation of multivariate Gaussian negative loglikelihood loss function."""
    n_dims = int(int(ypreds.shape[1]) / 2)
    mu = ypreds[:, 0:n_dims]
    logsigma = ypreds[:, n_dims:]
    mse = -0.5 * K.sum(K.square((ytrue - mu) / K.exp(logsigma)), axis=1)
    sigma_trace = -K.sum(logsigma, axis=1)
    log2pi = -0.5 * n_dims * np.log(2 * np.pi)
    log_likelihood = mse + sigma_trace + log2pi
    return K.mean(-log_likelihood)


def mdn_loss(y, params, n_mix=5):
    pi, mu, sigma = params[:, :n_mix], params[:, n_mix:2 * n_mix], params[:, 2 * n_mix:]
    pi = K.softmax(pi)
    sigma = K.exp(sigma)
    dens = pi * K.exp(-0.5 * K.square((y - mu) / sigma)) / (sigma * np.sqrt(2 * np.pi))
    return -K.log(K.sum(dens, axis=1) + 1e-10)


def rbf(x, mu, gamma):
    return K.exp(-gamma * K.sum(K.square(x - mu), axis=-1))
