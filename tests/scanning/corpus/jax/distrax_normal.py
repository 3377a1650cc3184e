import distrax
import jax.numpy as jnp


def kl_loss(mu, log_std, free_bits=0.0):
    q = distrax.Normal(mu, jnp.exp(log_std))
    p = distrax.Normal(0.0, 1.0)
    return q.kl_divergence(p).sum(-1).mean()  # kl-check: exact, latent sum, batch mean


def policy_kl(old_mu, old_sigma, mu, sigma):
    old = distrax.Independent(distrax.Normal(old_mu, old_sigma), 1)
    new = distrax.Independent(distrax.Normal(mu, sigma), reinterpreted_batch_ndims=1)
    return jnp.mean(old.kl_divergence(new))  # kl-check: exact, latent sum, batch mean
