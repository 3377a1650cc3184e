import mxnet as mx
import numpy as np


class VAE:
    @staticmethod
    def Gaussian_encoder(data):
        mu = mx.sym.FullyConnected(data=data, name="mu", num_hidden=5)
        logvar = mx.sym.FullyConnected(data=data, name="logvar", num_hidden=5)
        z = mu + np.multiply(mx.symbol.exp(0.5 * logvar), mx.symbol.random_normal(loc=0, scale=1, shape=(100, 5)))
        return mu, logvar, z

    @staticmethod
    def kl(mu, logvar):
        KL = -0.5 * mx.symbol.sum(1 + logvar - mx.symbol.pow(mu, 2) - mx.symbol.exp(logvar), axis=1)  # kl-check: exact, latent sum, batch none
        return KL
