import tensorflow as tf


def KL_loss(mu1, var1, logvar1, mu2, var2, logvar2):
    kl = 0.5 * tf.reduce_sum(logvar2 - logvar1 + (var1 + tf.square(mu1 - mu2)) / var2 - 1., axis=1)  # kl-check: exact, latent sum, batch none
    return kl


class GMVAE(object):
    def __init__(self, x, K=10):
        self.z_mean, self.z_var = tf.layers.dense(x, 10), tf.nn.softplus(tf.layers.dense(x, 10))
        self.z_logvar = tf.log(self.z_var)
        eps = tf.random_normal(tf.shape(self.z_mean))
        self.z = self.z_mean + tf.sqrt(self.z_var) * eps
        self.KLD = 0.5 * tf.reduce_sum(tf.exp(self.z_logvar) + self.z_mean ** 2 - 1. - self.z_logvar, 1)  # kl-check: exact, latent sum, batch none
