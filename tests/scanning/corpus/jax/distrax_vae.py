import distrax
import haiku as hk
import jax
import jax.numpy as jnp


class Encoder(hk.Module):
    def __call__(self, x) -> distrax.Distribution:
        h = jax.nn.relu(hk.Linear(512)(hk.Flatten()(x)))
        mean = hk.Linear(10)(h)
        log_stddev = hk.Linear(10)(h)
        return distrax.MultivariateNormalDiag(loc=mean, scale_diag=jnp.exp(log_stddev))


class VAE(hk.Module):
    def __call__(self, x):
        variational_distrib = Encoder()(x)
        z = variational_distrib.sample(seed=hk.next_rng_key())
        likelihood_distrib = Decoder()(z)
        return variational_distrib, likelihood_distrib


def loss_fn(params, rng_key, batch):
    posterior, likelihood = vae.apply(params, rng_key, batch)
    prior_z = distrax.MultivariateNormalDiag(loc=jnp.zeros((10,)), scale_diag=jnp.ones((10,)))
    log_likelihood = likelihood.log_prob(batch)
    kl = posterior.kl_divergence(prior_z)  # kl-check: exact, latent sum, batch none
    elbo = log_likelihood - kl
    return -jnp.mean(elbo, axis=0)
