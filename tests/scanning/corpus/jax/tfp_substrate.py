import jax
import jax.numpy as jnp
from tensorflow_probability.substrates import jax as tfp

tfd = tfp.distributions
tfb = tfp.bijectors


def elbo(params, x, key):
    loc, log_scale = encode(params, x)
    q = tfd.MultivariateNormalDiag(loc=loc, scale_diag=jnp.exp(log_scale))
    p = tfd.MultivariateNormalDiag(loc=jnp.zeros_like(loc), scale_identity_multiplier=1.0)
    z = q.sample(seed=key)
    ll = tfd.Independent(tfd.Bernoulli(logits=decode(params, z)), 3).log_prob(x)
    kl = tfd.kl_divergence(q, p)  # kl-check: exact, latent sum, batch none
    return jnp.mean(ll - kl)
