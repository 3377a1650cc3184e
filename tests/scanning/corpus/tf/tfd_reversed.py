import tensorflow as tf
import tensorflow_probability as tfp
tfd = tfp.distributions


def loss(encoder, decoder, x):
    mu, logvar = encoder(x)
    q = tfd.MultivariateNormalDiag(mu, tf.exp(0.5 * logvar))
    p = tfd.MultivariateNormalDiag(tf.zeros_like(mu), tf.ones_like(mu))
    z = q.sample()
    nll = -tf.reduce_sum(tfd.Bernoulli(logits=decoder(z)).log_prob(x), -1)
    kl = tfd.kl_divergence(p, q)  # kl-check: wrong, latent sum, batch none, reversed
    return tf.reduce_mean(nll + kl)
