import tensorflow as tf
import tensorflow_probability as tfp

tfd = tfp.distributions
NUM_TRAIN_EXAMPLES = 60000


def normalized_kl_fn(q, p, _):
    return q.kl_divergence(p) / tf.cast(NUM_TRAIN_EXAMPLES, tf.float32)  # kl-check: exact, latent sum, batch none


kl_fn = lambda q, p, _: tfd.kl_divergence(q, p) / tf.cast(NUM_TRAIN_EXAMPLES, dtype=tf.float32)  # kl-check: exact, latent sum, batch none


def mpo_kl(target_action_distribution, online_action_distribution):
    kl = target_action_distribution.kl_divergence(online_action_distribution)
    return tf.reduce_mean(kl, axis=0)  # kl-check: exact, latent sum, batch mean
