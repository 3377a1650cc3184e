import tensorflow as tf


def l2_penalty(weights, logits, labels, sigma=0.1):
    nll = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    reg = 0.5 * tf.add_n([tf.reduce_sum(tf.square(w)) for w in weights]) / sigma ** 2
    log_noise = tf.Variable(0.0)
    hetero = tf.reduce_mean(0.5 * tf.exp(-log_noise) * tf.square(labels - logits) + 0.5 * log_noise)
    return nll + 1e-4 * reg + hetero


def heteroscedastic(y, mu, log_var):
    return tf.reduce_mean(0.5 * tf.exp(-log_var) * (y - mu) ** 2 + 0.5 * log_var)
