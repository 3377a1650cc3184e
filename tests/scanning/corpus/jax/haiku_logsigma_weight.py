import haiku as hk
import jax
import jax.numpy as jnp


def kl_diag(mu, log_sigma):
    sigma2 = jnp.exp(2 * log_sigma)
    return 0.5 * (jnp.sum(sigma2, -1) + jnp.sum(mu ** 2, -1) - mu.shape[-1] - 2 * jnp.sum(log_sigma, -1))  # kl-check: exact, latent sum, batch none


def loss(params, rng, x, beta):
    mu, log_sigma = encoder.apply(params, x)
    z = mu + jnp.exp(log_sigma) * jax.random.normal(rng, mu.shape)
    rec = jnp.sum((decoder.apply(params, z) - x) ** 2, -1)
    return jnp.mean(rec + beta * kl_diag(mu, log_sigma))
