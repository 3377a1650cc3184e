import tensorflow as tf


def gaussian_moment_kl(z, eps=1e-12):
    """KL of the Gaussian with the batch moments to N(0, I)."""
    mean, var = tf.nn.moments(z, axes=[0])
    kl = 0.5 * tf.reduce_sum(tf.square(mean) + var - tf.math.log(var) - 1.0)  # kl-check: exact, latent sum, batch sum
    return kl


def batch_norm(x, gamma, beta):
    mean, variance = tf.nn.moments(x, [0, 1, 2])
    inv = tf.math.rsqrt(variance + 1e-3)
    return (x - mean) * inv * gamma + beta
