import tensorflow as tf


def gradient_penalty(grads):
    norm = tf.sqrt(tf.reduce_sum(tf.square(grads), axis=[1, 2, 3]) + 1e-8)
    return tf.reduce_mean(tf.square(norm - 1.0))


def perceptual(mu_x, sigma_x, mu_y, sigma_y):
    return tf.reduce_mean(tf.square(mu_x - mu_y)) + tf.reduce_mean(tf.square(sigma_x - sigma_y))


def r2d2_td(q, target, log_p, tau):
    return tf.reduce_mean(0.5 * tf.square(target - q)) - tau * tf.reduce_mean(log_p)


def instance_norm(x, eps=1e-5):
    mean, var = tf.nn.moments(x, [1, 2], keepdims=True)
    return (x - mean) / tf.sqrt(var + eps)
