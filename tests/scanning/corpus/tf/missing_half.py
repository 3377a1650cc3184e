import tensorflow as tf


def vae(x, n_latent=2):
    h = tf.layers.dense(x, 500, activation=tf.nn.elu)
    mu = tf.layers.dense(h, n_latent)
    log_var = tf.layers.dense(h, n_latent)
    eps = tf.random_normal(tf.shape(mu))
    z = mu + tf.exp(log_var / 2) * eps
    logits = tf.layers.dense(z, 784)
    rec = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=logits), 1)
    kl = -tf.reduce_sum(1 + log_var - tf.square(mu) - tf.exp(log_var), 1)  # kl-check: scaled, latent sum, batch none, missing-half
    return tf.reduce_mean(rec + kl)
