import tensorflow as tf


class VariationalDense(tf.keras.layers.Layer):
    def __init__(self, units, kl_weight, prior_sigma=0.1, **kwargs):
        self.units = units
        self.kl_weight = kl_weight
        self.prior_sigma = prior_sigma
        super().__init__(**kwargs)

    def call(self, inputs):
        kernel_sigma = tf.math.softplus(self.kernel_rho)
        kernel = self.kernel_mu + kernel_sigma * tf.random.normal(self.kernel_mu.shape)
        self.add_loss(self.kl_loss(self.kernel_mu, kernel_sigma))
        return tf.matmul(inputs, kernel)

    def kl_loss(self, mu, sigma):
        kl = tf.math.log(self.prior_sigma / sigma) + (sigma ** 2 + mu ** 2) / (2 * self.prior_sigma ** 2) - 0.5
        return self.kl_weight * tf.reduce_sum(kl)  # kl-check: exact, latent sum, batch sum
