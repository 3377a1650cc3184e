from mxnet import nd


def kl_gaussian(mu_q, sigma_q, mu_p, sigma_p):
    """KL(q || p) of diagonal Gaussians, summed over the last axis."""
    return nd.sum(nd.log(sigma_p) - nd.log(sigma_q) + (nd.square(sigma_q) + nd.square(mu_q - mu_p)) / (2 * nd.square(sigma_p)) - 0.5, axis=-1)  # kl-check: exact, latent sum, batch none
