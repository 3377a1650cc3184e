import tensorflow as tf


def kl_normal(q_mu, q_var, p_mu, p_var):
    element_wise = 0.5 * (tf.math.log(p_var) - tf.math.log(q_var) + tf.divide(q_var, p_var) + tf.divide(tf.square(q_mu - p_mu), p_var) - 1)
    kl = tf.reduce_sum(element_wise, axis=-1)  # kl-check: exact, latent sum, batch none
    return kl


def log_normal(x, m, v):
    return tf.reduce_sum(-0.5 * (tf.square(x - m) / v + tf.math.log(2 * 3.14159265 * v)), axis=-1)
