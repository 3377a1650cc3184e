import flax.linen as nn
import jax
import jax.numpy as jnp


class VAE(nn.Module):
    latents: int = 20

    def __call__(self, x, z_rng):
        mean, logvar = self.encoder(x)
        z = mean + jnp.exp(0.5 * logvar) * jax.random.normal(z_rng, logvar.shape)
        return self.decoder(z), mean, logvar


def loss_fn(params, batch, z_rng):
    recon_x, mean, logvar = VAE().apply({'params': params}, batch, z_rng)
    bce = jnp.sum((recon_x - batch) ** 2, axis=-1).mean()
    kld = (-0.5 * jnp.sum(1 + logvar - mean ** 2 - jnp.exp(logvar), axis=-1)).mean()  # kl-check: exact, latent sum, batch mean
    return bce + kld
