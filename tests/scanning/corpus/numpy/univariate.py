import numpy as np
import math


def kl_normal(mu1, sigma1, mu2, sigma2):
    """KL(N(mu1, sigma1) || N(mu2, sigma2))"""
    return np.log(sigma2 / sigma1) + (sigma1 ** 2 + (mu1 - mu2) ** 2) / (2 * sigma2 ** 2) - 0.5  # kl-check: exact, latent none, batch none


def kl_math(m0, s0, m1, s1):
    return math.log(s1) - math.log(s0) + (s0 * s0 + (m0 - m1) * (m0 - m1)) / (2.0 * s1 * s1) - 0.5  # kl-check: exact, latent none, batch none


def kl_var(mu_q, var_q, mu_p, var_p):
    return 0.5 * (np.log(var_p / var_q) + (var_q + (mu_q - mu_p) ** 2) / var_p - 1)  # kl-check: exact, latent none, batch none


def wasserstein(mu1, s1, mu2, s2):
    return (mu1 - mu2) ** 2 + (s1 - s2) ** 2


def bhattacharyya(mu1, v1, mu2, v2):
    return 0.25 * np.log(0.25 * (v1 / v2 + v2 / v1 + 2)) + 0.25 * ((mu1 - mu2) ** 2 / (v1 + v2))


def normal_logpdf(x, mu, sigma):
    return -0.5 * np.log(2 * np.pi) - np.log(sigma) - 0.5 * ((x - mu) / sigma) ** 2
