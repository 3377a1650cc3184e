import tensorflow as tf


class Net(object):
    def loss(self):
        self.z_mu = tf.layers.dense(self.h, 20)
        self.z_sigma = tf.nn.softplus(tf.layers.dense(self.h, 20)) + 1e-6
        z = self.z_mu + self.z_sigma * tf.random_normal(tf.shape(self.z_mu))
        self.kl = 0.5 * tf.reduce_sum(self.z_sigma ** 2 + self.z_mu ** 2 - 1 - tf.log(self.z_sigma), 1)  # kl-check: wrong, latent sum, batch none, log-factor
        return tf.reduce_mean(self.nll(z) + self.kl)
