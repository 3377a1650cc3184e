import jax.numpy as jnp
import numpyro
import numpyro.distributions as dist
from numpyro.distributions import kl_divergence


def model(batch, hidden_dim=400, z_dim=100):
    z = numpyro.sample("z", dist.Normal(jnp.zeros(z_dim), jnp.ones(z_dim)))
    return numpyro.sample("obs", dist.Bernoulli(decode(z)), obs=batch)


def analytic_kl(z_loc, z_std):
    q = dist.Normal(z_loc, z_std).to_event(1)
    p = dist.Normal(jnp.zeros_like(z_loc), jnp.ones_like(z_std)).to_event(1)
    return kl_divergence(q, p)  # kl-check: exact, latent sum, batch none


def elementwise_kl(z_loc, z_std):
    kl = kl_divergence(dist.Normal(z_loc, z_std), dist.Normal(0., 1.))
    return jnp.mean(kl)  # kl-check: scaled, latent mean, batch mean, mean-over-latents
