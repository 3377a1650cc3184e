import theano.tensor as T
import numpy as np


def kld_DiagGaussian_stdDiagGaussian(mu, log_var):
    return -0.5 * T.sum(1 + log_var - T.sqr(mu) - T.exp(log_var), axis=1)  # kl-check: exact, latent sum, batch none


def kld_DiagGaussians(mu_q, var_q, mu_p, var_p):
    return 0.5 * T.sum(T.log(var_p) - T.log(var_q) + (var_q + (mu_q - mu_p) ** 2) / var_p - 1., axis=1)  # kl-check: exact, latent sum, batch none


def log_diag_mvn(mu, var):
    def f(x):
        k = mu.shape[1]
        logp = (-k / 2.0) * np.log(2 * np.pi) - 0.5 * T.sum(T.log(var), axis=1) - T.sum(0.5 * (1.0 / var) * (x - mu) ** 2, axis=1)
        return logp
    return f
