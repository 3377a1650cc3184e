import tensorflow as tf
import tensorflow_probability as tfp
tfd = tfp.distributions


def policy_kl(old_logits, new_logits):
    old = tfd.Categorical(logits=old_logits)
    new = tfd.Categorical(logits=new_logits)
    kl = tf.reduce_mean(tfd.kl_divergence(old, new))
    return kl


def bernoulli_kl(p, q_probs):
    kl = tfd.kl_divergence(tfd.Bernoulli(probs=q_probs), p)
    return tf.reduce_sum(kl, -1)


def dirichlet(alpha):
    q = tfd.Dirichlet(alpha)
    prior = tfd.Dirichlet(tf.ones_like(alpha))
    return q.kl_divergence(prior)
