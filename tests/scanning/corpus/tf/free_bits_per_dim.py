import tensorflow as tf


def kl_free_bits(mean, logvar, free_bits=0.5):
    kl_dim = 0.5 * (tf.square(mean) + tf.exp(logvar) - logvar - 1)
    kl_dim = tf.maximum(tf.reduce_mean(kl_dim, axis=0), free_bits)
    return tf.reduce_sum(kl_dim)  # kl-check: approximate, latent sum, batch mean, clamp
