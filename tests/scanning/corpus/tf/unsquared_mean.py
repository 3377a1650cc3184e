import tensorflow as tf


def kl_loss(mu, logvar):
    return -0.5 * tf.reduce_sum(1 + logvar - mu - tf.exp(logvar), axis=1)  # kl-check: wrong, latent sum, batch none, unsquared-mean


def reparam(mu, logvar):
    return mu + tf.exp(0.5 * logvar) * tf.random.normal(tf.shape(mu))
