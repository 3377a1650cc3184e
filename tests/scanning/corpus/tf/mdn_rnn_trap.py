import numpy as np
import tensorflow as tf

logSqrtTwoPI = np.log(np.sqrt(2.0 * np.pi))


def tf_lognormal(y, mean, logstd):
    return -0.5 * ((y - mean) / tf.exp(logstd)) ** 2 - logstd - logSqrtTwoPI


def get_lossfunc(logmix, mean, logstd, y):
    v = logmix + tf_lognormal(y, mean, logstd)
    v = tf.reduce_logsumexp(v, 1, keepdims=True)
    return -tf.reduce_mean(v)


def get_mdn_coef(output):
    logmix, mean, logstd = tf.split(output, 3, 1)
    logmix = logmix - tf.reduce_logsumexp(logmix, 1, keepdims=True)
    return logmix, mean, logstd
