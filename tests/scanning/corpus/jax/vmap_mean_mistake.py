import jax
import jax.numpy as jnp
from functools import partial


@partial(jax.vmap, in_axes=(0, 0))
def kl_loss(mu, logvar):
    return -0.5 * jnp.mean(1 + logvar - mu ** 2 - jnp.exp(logvar))  # kl-check: scaled, latent mean, batch none, mean-over-latents


def sample(key, mu, logvar):
    return mu + jnp.exp(0.5 * logvar) * jax.random.normal(key, mu.shape)
