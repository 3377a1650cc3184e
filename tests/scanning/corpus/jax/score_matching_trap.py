import jax
import jax.numpy as jnp


def dsm(score, x, sigma, key):
    noise = sigma * jax.random.normal(key, x.shape)
    pred = score(x + noise, sigma)
    return 0.5 * jnp.mean(jnp.sum((pred + noise / sigma ** 2) ** 2, -1) * sigma ** 2)


def gaussian_nll(mu, log_std, y):
    return jnp.mean(log_std + 0.5 * ((y - mu) / jnp.exp(log_std)) ** 2 + 0.5 * jnp.log(2 * jnp.pi))


def ess(log_w):
    return jnp.exp(2 * jax.nn.logsumexp(log_w) - jax.nn.logsumexp(2 * log_w))


def tanh_correction(u):
    return jnp.sum(2 * (jnp.log(2) - u - jax.nn.softplus(-2 * u)), -1)
