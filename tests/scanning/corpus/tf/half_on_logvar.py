import tensorflow as tf


def loss(mu, log_sigma):
    kl = tf.reduce_sum(0.5 * (tf.square(mu) + tf.exp(2. * log_sigma) - 1.) - 2. * log_sigma, axis=1)  # kl-check: wrong, latent sum, batch mean, log-factor
    return tf.reduce_mean(kl)
