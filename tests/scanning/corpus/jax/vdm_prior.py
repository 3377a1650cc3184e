import jax.numpy as jnp
import jax


class VDM:
    def __call__(self, images, conditioning):
        f = self.encdec.encode(images, conditioning)
        g_0, g_1 = self.gamma(0.), self.gamma(1.)
        var_0, var_1 = jax.nn.sigmoid(g_0), jax.nn.sigmoid(g_1)
        # KL z1 with N(0,1) prior
        mean1_sqr = (1. - var_1) * jnp.square(f)
        loss_klz = 0.5 * jnp.sum(mean1_sqr + var_1 - jnp.log(var_1) - 1., axis=(1, 2, 3))
        return loss_klz
