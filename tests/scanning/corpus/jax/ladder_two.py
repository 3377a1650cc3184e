import jax.numpy as jnp
from jax import random


def gaussian_analytical_kl(mu1, mu2, logsigma1, logsigma2):
    return -0.5 + logsigma2 - logsigma1 + 0.5 * (jnp.exp(logsigma1) ** 2 + (mu1 - mu2) ** 2) / (jnp.exp(logsigma2) ** 2)  # kl-check: exact, latent none, batch none


def draw_gaussian_diag_samples(rng, mu, logsigma):
    eps = random.normal(rng, mu.shape)
    return mu + jnp.exp(logsigma) * eps
