import tensorflow as tf
from tensorflow.contrib.distributions import Normal, kl_divergence, Bernoulli


def elbo(x, mu, sigma, logits):
    q = Normal(loc=mu, scale=sigma)
    p = Normal(loc=0., scale=1.)
    ll = tf.reduce_sum(Bernoulli(logits=logits).log_prob(x), -1)
    kl = tf.reduce_sum(kl_divergence(q, p), axis=-1)  # kl-check: exact, latent sum, batch none
    return tf.reduce_mean(ll - kl)


def bern(p_probs, q_probs):
    return kl_divergence(Bernoulli(probs=q_probs), Bernoulli(probs=p_probs))
