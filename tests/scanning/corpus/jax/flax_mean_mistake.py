import jax
import jax.numpy as jnp
from flax import nnx


class VAE(nnx.Module):
    def __call__(self, x, rng):
        mu, log_var = self.encoder(x)
        z = mu + jnp.exp(0.5 * log_var) * jax.random.normal(rng, mu.shape)
        return self.decoder(z), mu, log_var


def loss_fn(model, x, rng, beta=1.0):
    recon, mu, log_var = model(x, rng)
    mse = jnp.mean((recon - x) ** 2)
    kl = -0.5 * jnp.mean(1 + log_var - mu ** 2 - jnp.exp(log_var))  # kl-check: scaled, latent mean, batch mean, mean-over-latents
    return mse + beta * kl
