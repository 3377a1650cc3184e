import tensorflow as tf

batch_size = 128
latent_dim = 16
img_size = 28 * 28
beta = 4.0


def loss_fn(x, x_hat, mu, logvar):
    rec = tf.reduce_sum(tf.square(x - x_hat)) / batch_size
    kl = -0.5 * beta * tf.reduce_sum(1 + logvar - mu ** 2 - tf.exp(logvar)) / batch_size  # kl-check: exact, latent sum, batch mean
    return rec + kl


def constant_outside(mu, logvar):
    return 0.5 * (tf.reduce_sum(tf.square(mu) + tf.exp(logvar) - logvar, 1) - latent_dim)  # kl-check: exact, latent sum, batch none


def mean_by_hand(mu, logvar):
    return -0.5 * tf.reduce_sum(1 + logvar - mu ** 2 - tf.exp(logvar), 1) / latent_dim  # kl-check: scaled, latent mean, batch none, mean-over-latents
