import jax.numpy as jnp
from flax import linen as nn


class DecBlock(nn.Module):
    def sample(self, x, acts, rng):
        qm, qv = jnp.split(self.enc(jnp.concatenate([x, acts], -1)), 2, axis=-1)
        feats = self.prior(x)
        pm, pv, xpp = feats[..., :self.zdim], feats[..., self.zdim:self.zdim * 2], feats[..., self.zdim * 2:]
        x = x + xpp
        z = qm + jnp.exp(qv) * jax.random.normal(rng, qm.shape)
        kl = -0.5 + pv - qv + 0.5 * (jnp.exp(qv) ** 2 + (qm - pm) ** 2) / (jnp.exp(pv) ** 2)  # kl-check: exact, latent none, batch none
        return z, x, kl
