import numpy as np


def psnr(mse):
    return -10 * np.log10(mse)


def aic(n, rss, k):
    return n * np.log(rss / n) + 2 * k


def log_marginal(y, K, sigma2):
    L = np.linalg.cholesky(K + sigma2 * np.eye(len(y)))
    a = np.linalg.solve(L, y)
    return -0.5 * a @ a - np.sum(np.log(np.diag(L))) - 0.5 * len(y) * np.log(2 * np.pi)


def mahalanobis(x, mu, cov):
    d = x - mu
    return np.sqrt(d @ np.linalg.inv(cov) @ d)


def mi_gaussian(rho):
    return -0.5 * np.log(1 - rho ** 2)


def lennard_jones(r, sigma, eps):
    return 4 * eps * ((sigma / r) ** 12 - (sigma / r) ** 6)


def black_scholes_d1(S, K, r, sigma, T):
    return (np.log(S / K) + (r + 0.5 * sigma ** 2) * T) / (sigma * np.sqrt(T))


def lognormal_mean(mu, sigma):
    return np.exp(mu + 0.5 * sigma ** 2)


def kalman_update_loglik(y, mu, S):
    return -0.5 * (np.log(2 * np.pi * S) + (y - mu) ** 2 / S)
