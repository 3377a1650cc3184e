import jax
import jax.numpy as jnp
from jax.nn import softplus


def gaussian_kl(mu_q, rho_q, mu_p, sigma_p):
    sigma_q = softplus(rho_q)
    return jnp.sum(jnp.log(sigma_p) - jnp.log(sigma_q) + (sigma_q**2 + (mu_q - mu_p)**2) / (2 * sigma_p**2) - 0.5)  # kl-check: exact, latent sum, batch sum


def sample_weight(key, mu, rho):
    return mu + softplus(rho) * jax.random.normal(key, mu.shape)


def nelbo(params, prior_sigma, batch, key, n_data):
    kl = sum(gaussian_kl(p["mu"], p["rho"], 0.0, prior_sigma) for p in params)
    return -log_lik(params, batch, key) + kl / n_data
