import tensorflow as tf
import numpy as np


def log_gaussian(x, mu, sigma):
    return -0.5 * np.log(2 * np.pi) - tf.log(tf.abs(sigma)) - (x - mu) ** 2 / (2 * sigma ** 2)


class BBBLayer(object):
    def __init__(self, n_in, n_out, prior_std=1.0):
        self.mu = tf.Variable(tf.truncated_normal([n_in, n_out], stddev=0.1))
        self.rho = tf.Variable(tf.zeros([n_in, n_out]))
        self.prior_std = prior_std

    def forward(self, x):
        sigma = tf.log(1. + tf.exp(self.rho))
        eps = tf.random_normal(tf.shape(self.mu))
        w = self.mu + sigma * eps
        log_qw = tf.reduce_sum(log_gaussian(w, self.mu, sigma))
        log_pw = tf.reduce_sum(log_gaussian(w, 0., self.prior_std))
        self.kl = log_qw - log_pw  # kl-check: exact, latent sum, batch sum
        return tf.matmul(x, w)
