import tensorflow as tf
import numpy as np


def e_step(X, mu, log_var, log_pi):
    diff = X[:, None, :] - mu[None]
    log_prob = -0.5 * tf.reduce_sum(diff ** 2 / tf.exp(log_var) + log_var + np.log(2 * np.pi), -1)
    log_r = log_pi + log_prob
    return log_r - tf.reduce_logsumexp(log_r, 1, keepdims=True)


def vade_loss(z, mu_c, logvar_c, gamma, z_mean, z_logvar):
    loss_p_zc = -0.5 * tf.reduce_sum(gamma * tf.reduce_sum(logvar_c + tf.exp(z_logvar)[:, None] / tf.exp(logvar_c), -1), -1)
    return loss_p_zc
