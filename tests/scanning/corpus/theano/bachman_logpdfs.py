import numpy as np
import theano
import theano.tensor as T

PI = np.pi
C = T.constant(-0.5 * np.log(2 * np.pi))


def log_prob_gaussian2(mu_true, mu_approx, log_vars=1.0, mask=None):
    ind_log_probs = C - (0.5 * log_vars) - ((mu_true - mu_approx) ** 2.0 / (2.0 * T.exp(log_vars)))
    if not (mask is None):
        ind_log_probs = ind_log_probs * mask
    return T.cast(ind_log_probs, 'floatX')


def gaussian_kld(mu_left, logvar_left, mu_right, logvar_right):
    """
    Compute KL divergence between a bunch of univariate Gaussian distributions
    with the given means and log-variances.
    We do KL(N(mu_left, logvar_left) || N(mu_right, logvar_right)).
    """
    gauss_klds = 0.5 * (logvar_right - logvar_left +
                        (T.exp(logvar_left) / T.exp(logvar_right)) +
                        ((mu_left - mu_right) ** 2.0 / T.exp(logvar_right)) - 1.0)  # kl-check: exact, latent none, batch none
    return gauss_klds


def gaussian_ent(mu, logvar):
    return 0.5 * T.sum(logvar + T.log(2 * PI * np.e), axis=1)
