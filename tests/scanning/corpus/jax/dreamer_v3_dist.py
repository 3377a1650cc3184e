import jax
import jax.numpy as jnp
from tensorflow_probability.substrates import jax as tfp
tfd = tfp.distributions
sg = lambda x: jax.tree_util.tree_map(jax.lax.stop_gradient, x)


class RSSM:
    def get_dist(self, state):
        mean = state['mean']
        std = state['std']
        dist = tfd.MultivariateNormalDiag(mean, std)
        return dist

    def dyn_loss(self, post, prior, impl='kl', free=1.0):
        if impl == 'kl':
            loss = self.get_dist(sg(post)).kl_divergence(self.get_dist(prior))
        if free:
            loss = jnp.maximum(loss, free)  # kl-check: approximate, latent sum, batch none, clamp
        return loss
