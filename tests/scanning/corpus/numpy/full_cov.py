import numpy as np
from numpy.linalg import inv, det, slogdet


def kl_mvn(mu0, cov0, mu1, cov1):
    """KL(N0 || N1) for full covariance matrices."""
    k = mu0.shape[0]
    cov1_inv = np.linalg.inv(cov1)
    diff = mu1 - mu0
    return 0.5 * (np.trace(cov1_inv @ cov0) + diff.T @ cov1_inv @ diff - k + np.log(np.linalg.det(cov1) / np.linalg.det(cov0)))  # kl-check: exact, latent sum, batch none


def kl_dot(m1, S1, m2, S2):
    iS2 = np.linalg.inv(S2)
    d = m2 - m1
    tr = np.trace(np.dot(iS2, S1))
    q = np.dot(np.dot(d.T, iS2), d)
    ld = np.log(np.linalg.det(S2)) - np.log(np.linalg.det(S1))
    return 0.5 * (tr + q + ld - len(m1))  # kl-check: exact, latent sum, batch none
