import tensorflow as tf


def latent_loss(z_mean, z_logvar):
    return 0.5 * tf.reduce_sum(tf.exp(z_logvar) + tf.square(z_mean) - 1. + z_logvar, axis=1)  # kl-check: wrong, latent sum, batch none, sign


def sample_z(z_mean, z_logvar):
    eps = tf.random.normal(tf.shape(z_mean))
    return z_mean + tf.exp(0.5 * z_logvar) * eps
