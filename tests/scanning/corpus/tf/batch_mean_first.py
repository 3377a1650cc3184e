import tensorflow as tf


class SeqVAE:
    def kl_cost(self):
        # D_KL = - 0.5 * sum(1 + log(sigma^2) - mu^2 - sigma^2)
        kl_cost = -0.5 * tf.reduce_mean(1 + self.logvar - tf.square(self.mean) - tf.exp(self.logvar), axis=0)
        kl_cost = tf.reduce_sum(kl_cost)  # kl-check: exact, latent sum, batch mean
        return kl_cost

    def reparam(self):
        return self.mean + tf.exp(0.5 * self.logvar) * tf.random_normal(tf.shape(self.mean))
