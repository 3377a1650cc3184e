import numpy as np
import tensorflow as tf


class ConvVAE(object):
    def __init__(self, z_size=32, batch_size=1, learning_rate=0.0001, kl_tolerance=0.5):
        self.z_size = z_size
        self.batch_size = batch_size
        self.kl_tolerance = kl_tolerance
        self._build_graph()

    def _build_graph(self):
        h = tf.layers.conv2d(self.x, 32, 4, strides=2, activation=tf.nn.relu, name="enc_conv1")
        h = tf.reshape(h, [-1, 2 * 2 * 256])
        self.mu = tf.layers.dense(h, self.z_size, name="enc_fc_mu")
        self.logvar = tf.layers.dense(h, self.z_size, name="enc_fc_log_var")
        self.sigma = tf.exp(self.logvar / 2.0)
        self.epsilon = tf.random_normal([self.batch_size, self.z_size])
        self.z = self.mu + self.sigma * self.epsilon
        eps = 1e-6
        self.r_loss = tf.reduce_sum(tf.square(self.x - self.y), reduction_indices=[1, 2, 3])
        self.r_loss = tf.reduce_mean(self.r_loss)
        self.kl_loss = - 0.5 * tf.reduce_sum(
            (1 + self.logvar - tf.square(self.mu) - tf.exp(self.logvar)),
            reduction_indices=1
        )
        self.kl_loss = tf.maximum(self.kl_loss, self.kl_tolerance * self.z_size)
        self.kl_loss = tf.reduce_mean(self.kl_loss)  # kl-check: approximate, latent sum, batch mean, clamp
        self.loss = self.r_loss + self.kl_loss
