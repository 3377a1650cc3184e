import tensorflow as tf


def kl_gaussians(mu1, logvar1, mu2, logvar2):
    return 0.5 * tf.reduce_sum(logvar2 - logvar1 + (tf.exp(logvar1) + tf.square(mu1 - mu2)) / tf.exp(logvar2) - 1., axis=-1)  # kl-check: exact, latent sum, batch none


def loss(mu_prior, logvar_prior, mu_post, logvar_post, rec):
    kld = kl_gaussians(mu_prior, logvar_prior, mu_post, logvar_post)  # kl-check: wrong, latent sum, batch none, reversed
    return rec + tf.reduce_mean(kld)
