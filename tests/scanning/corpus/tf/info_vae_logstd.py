import tensorflow as tf


class Infer(tf.keras.Model):
    def call(self, x):
        mu, log_std = self.net(x)
        z = mu + tf.random.normal(tf.shape(mu)) * tf.math.exp(log_std)
        return z, mu, log_std


def loss(model, x):
    z, mu, log_std = model.infer(x)
    kl = -0.5 * tf.reduce_sum(1 + log_std - mu ** 2 - tf.exp(log_std), axis=1)  # kl-check: inconsistent, latent sum, batch mean, scale-mismatch
    return tf.reduce_mean(kl)
