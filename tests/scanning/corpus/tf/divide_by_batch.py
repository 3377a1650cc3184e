import tensorflow as tf

batch_size = 64
input_dim = 784


def total_loss(x, x_hat, mu, logvar):
    bce = tf.reduce_sum(tf.keras.losses.binary_crossentropy(x, x_hat)) * input_dim / batch_size
    kld = -0.5 * tf.reduce_sum(1 + logvar - tf.pow(mu, 2) - tf.exp(logvar)) / batch_size  # kl-check: exact, latent sum, batch mean
    return bce + kld


def total_loss_784(x, x_hat, mu, logvar):
    mse = tf.reduce_mean(tf.square(x - x_hat))
    kld = -0.5 * tf.reduce_sum(1 + logvar - tf.pow(mu, 2) - tf.exp(logvar)) / (batch_size * 784)  # kl-check: scaled, latent sum, batch mean, wrong-count
    return mse + kld
