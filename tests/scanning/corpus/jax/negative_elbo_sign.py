import jax.numpy as jnp
from jax import random, vmap


def elbo_single(params, x, key):
    mu, logvar = encoder(params, x)
    z = mu + jnp.exp(0.5 * logvar) * random.normal(key, mu.shape)
    loglik = bernoulli_logpdf(decoder(params, z), x)
    neg_kl = 0.5 * jnp.sum(1 + logvar - mu**2 - jnp.exp(logvar))  # kl-check: scaled, latent sum, batch none
    return loglik + neg_kl


def loss(params, xs, keys):
    return -jnp.mean(vmap(elbo_single, (None, 0, 0))(params, xs, keys))
