import tensorflow as tf
import tensorflow_probability as tfp
tfd = tfp.distributions


class ReparamDense(tf.keras.layers.Layer):
    def build(self, shape):
        self.loc = self.add_weight("loc", shape=(shape[-1], 10))
        self.rho = self.add_weight("rho", shape=(shape[-1], 10))

    def call(self, x):
        posterior = tfd.Normal(self.loc, 1e-5 + tf.nn.softplus(self.rho))
        prior = tfd.Normal(tf.zeros_like(self.loc), tf.ones_like(self.loc))
        w = posterior.sample()
        self.add_loss(tf.reduce_sum(tfd.kl_divergence(posterior, prior)))  # kl-check: exact, latent sum, batch none
        return tf.matmul(x, w)
