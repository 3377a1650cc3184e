import numpy as np
import tensorflow as tf


def gauss_log_prob(z, mu, log_sigma):
    return -0.5 * tf.reduce_sum(tf.math.log(2 * np.pi) + 2 * log_sigma + tf.square(z - mu) / tf.exp(2 * log_sigma), -1)


def vae_bound(x, encoder, decoder, k):
    mu, log_sigma = encoder(x)
    eps = tf.random.normal([k, *mu.shape])
    z = mu + tf.exp(log_sigma) * eps
    log_q = gauss_log_prob(z, mu, log_sigma)
    log_p = gauss_log_prob(z, tf.zeros_like(mu), tf.zeros_like(mu))
    log_px = -tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=decoder(z)), -1)
    log_w = log_px + log_p - log_q
    return tf.reduce_mean(tf.reduce_logsumexp(log_w, 0) - np.log(k))
