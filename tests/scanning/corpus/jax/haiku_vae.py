import haiku as hk
import jax
import jax.numpy as jnp
from typing import NamedTuple


class VAEOutput(NamedTuple):
    image: jnp.ndarray
    mean: jnp.ndarray
    stddev: jnp.ndarray
    logits: jnp.ndarray


class Encoder(hk.Module):
    def __call__(self, x):
        x = hk.Flatten()(x)
        x = jax.nn.relu(hk.Linear(512)(x))
        mean = hk.Linear(10)(x)
        log_stddev = hk.Linear(10)(x)
        stddev = jnp.exp(log_stddev)
        return mean, stddev


class VariationalAutoEncoder(hk.Module):
    def __call__(self, x):
        mean, stddev = Encoder()(x)
        z = mean + stddev * jax.random.normal(hk.next_rng_key(), mean.shape)
        logits = Decoder()(z)
        return VAEOutput(image, mean, stddev, logits)


def kl_gaussian(mean: jnp.ndarray, var: jnp.ndarray) -> jnp.ndarray:
    r"""Calculate KL divergence between given and standard gaussian distributions.

    KL(p, q) = H(p, q) - H(p) = -\int p(x)log(q(x))dx - -\int p(x)log(p(x))dx
    """
    return 0.5 * jnp.sum(-jnp.log(var) - 1.0 + var + jnp.square(mean), axis=-1)  # kl-check: exact, latent sum, batch none


def loss_fn(params, rng_key, batch):
    outputs = model.apply(params, rng_key, batch["image"])
    log_likelihood = -binary_cross_entropy(batch["image"], outputs.logits)
    kl = kl_gaussian(outputs.mean, jnp.square(outputs.stddev))
    elbo = log_likelihood - kl
    return -jnp.mean(elbo)
