import numpy as np
import tensorflow as tf


class VAE(object):
    def __init__(self, network_architecture):
        self.h_dim = float(network_architecture["n_z"])
        self.a = 1 * np.ones((1, int(self.h_dim))).astype(np.float32)
        self.mu2 = tf.constant((np.log(self.a).T - np.mean(np.log(self.a), 1)).T)
        self.var2 = tf.constant((((1.0 / self.a) * (1 - (2.0 / self.h_dim))).T + (1.0 / (self.h_dim * self.h_dim)) * np.sum(1.0 / self.a, 1)).T)
        self._create_network()

    def _create_network(self):
        self.z_mean, self.z_log_sigma_sq = self._recognition_network()
        eps = tf.random_normal((self.batch_size, int(self.h_dim)), 0, 1, dtype=tf.float32)
        self.z = tf.add(self.z_mean, tf.multiply(tf.sqrt(tf.exp(self.z_log_sigma_sq)), eps))
        self.sigma = tf.exp(self.z_log_sigma_sq)

    def _create_loss_optimizer(self):
        self.x_reconstr_mean += 1e-10
        reconstr_loss = -tf.reduce_sum(self.x * tf.log(self.x_reconstr_mean), 1)
        latent_loss = 0.5 * (tf.reduce_sum(tf.div(self.sigma, self.var2), 1) +
                             tf.reduce_sum(tf.multiply(tf.div((self.mu2 - self.z_mean), self.var2), (self.mu2 - self.z_mean)), 1) -
                             self.h_dim + tf.reduce_sum(tf.log(self.var2), 1) - tf.reduce_sum(self.z_log_sigma_sq, 1))  # kl-check: exact, latent sum, batch none
        self.cost = tf.reduce_mean(reconstr_loss) + tf.reduce_mean(latent_loss)
