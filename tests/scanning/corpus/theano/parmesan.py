import math
import theano.tensor as T

c = - 0.5 * math.log(2 * math.pi)


def standard_normal(x):
    return c - x ** 2 / 2


def normal2(x, mean, logvar):
    """log-density with log variance."""
    return c - logvar / 2 - (x - mean) ** 2 / (2 * T.exp(logvar))


def kl_normal2_stdnormal(mean, log_var):
    """Closed-form solution of the KL-divergence between a diagonal gaussian and N(0, I)."""
    return -0.5 * (1 + log_var - mean ** 2 - T.exp(log_var))  # kl-check: exact, latent none, batch none


def kl_normal2_normal2(mean1, log_var1, mean2, log_var2):
    return 0.5 * log_var2 - 0.5 * log_var1 + (T.exp(log_var1) + (mean1 - mean2) ** 2) / (2 * T.exp(log_var2)) - 0.5  # kl-check: exact, latent none, batch none
