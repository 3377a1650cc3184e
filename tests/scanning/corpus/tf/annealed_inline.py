import tensorflow as tf


def build_loss(logits, targets, mu, logvar, global_step):
    xent = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=targets, logits=logits)
    nll = tf.reduce_mean(tf.reduce_sum(xent, 1))
    kl_weight = tf.sigmoid(0.0025 * (tf.to_float(global_step) - 2500))
    kl_loss = tf.reduce_mean(-0.5 * tf.reduce_sum(1 + logvar - tf.square(mu) - tf.exp(logvar), 1))  # kl-check: exact, latent sum, batch mean
    return nll + kl_weight * kl_loss
