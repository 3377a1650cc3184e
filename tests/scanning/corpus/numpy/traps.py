import numpy as np
from scipy import linalg
from scipy.special import logsumexp
from scipy.stats import entropy


def frechet_distance(mu1, sigma1, mu2, sigma2, eps=1e-6):
    diff = mu1 - mu2
    covmean, _ = linalg.sqrtm(sigma1.dot(sigma2), disp=False)
    tr_covmean = np.trace(covmean)
    return diff.dot(diff) + np.trace(sigma1) + np.trace(sigma2) - 2 * tr_covmean


def discrete_kl(p, q):
    p = np.asarray(p, dtype=np.float64)
    q = np.asarray(q, dtype=np.float64)
    return np.sum(np.where(p != 0, p * np.log(p / q), 0))


def js(p, q):
    m = 0.5 * (p + q)
    return 0.5 * entropy(p, m) + 0.5 * entropy(q, m)


def gmm_loglik(X, weights, means, variances):
    log_prob = -0.5 * np.sum(np.log(2 * np.pi * variances) + (X[:, None] - means) ** 2 / variances, axis=2)
    return logsumexp(log_prob + np.log(weights), axis=1)


def gaussian_entropy(log_std):
    return np.sum(log_std + 0.5 * np.log(2 * np.pi * np.e), axis=-1)


def nlpd(y, mu, var):
    return np.mean(0.5 * np.log(2 * np.pi * var) + 0.5 * (y - mu) ** 2 / var)


def expected_improvement(mu, sigma, best):
    z = (best - mu) / sigma
    return (best - mu) * norm.cdf(z) + sigma * np.exp(-0.5 * z ** 2) / np.sqrt(2 * np.pi)


def gamma_kl(a1, b1, a2, b2):
    return (a1 - a2) * digamma(a1) - gammaln(a1) + gammaln(a2) + a2 * (np.log(b1) - np.log(b2)) + a1 * (b2 - b1) / b1


def exponential_kl(l1, l2):
    return np.log(l1 / l2) + l2 / l1 - 1
