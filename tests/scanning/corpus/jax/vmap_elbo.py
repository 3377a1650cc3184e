import jax
import jax.numpy as jnp
from jax import random, vmap


def kl(mu, logvar):
    return 0.5 * jnp.sum(jnp.exp(logvar) + mu ** 2 - 1.0 - logvar)  # kl-check: exact, latent sum, batch none


def single_loss(params, x, key):
    mu, logvar = enc(params, x)
    z = mu + jnp.exp(0.5 * logvar) * random.normal(key, mu.shape)
    return jnp.sum((dec(params, z) - x) ** 2) + kl(mu, logvar)


def batch_loss(params, xs, keys):
    return jnp.mean(vmap(single_loss, in_axes=(None, 0, 0))(params, xs, keys))
