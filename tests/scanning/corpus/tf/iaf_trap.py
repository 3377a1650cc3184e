import tensorflow as tf
import numpy as np


def gaussian_diag_logps(mean, logvar, sample):
    return -0.5 * (np.log(2 * np.pi) + logvar + tf.square(sample - mean) / tf.exp(logvar))


class IAFLayer(object):
    def down(self, input):
        posterior_sample = self.pz_mean + tf.exp(0.5 * self.pz_logvar) * tf.random_normal(tf.shape(self.pz_mean))
        logqs = gaussian_diag_logps(self.qz_mean, self.qz_logvar, posterior_sample)
        arw_mean, arw_logsd = ar_multiconv2d("ar_multiconv2d", posterior_sample, self.context)
        arw_mean, arw_logsd = arw_mean * 0.1, arw_logsd * 0.1
        z = (posterior_sample - arw_mean) / tf.exp(arw_logsd)
        logqs += arw_logsd
        logps = gaussian_diag_logps(self.pz_mean, self.pz_logvar, z)
        kl_cost = logqs - logps
        return z, tf.reduce_sum(kl_cost, [1, 2, 3])
