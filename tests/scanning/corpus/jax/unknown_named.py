import jax.numpy as jnp
import jax


class Model:
    def loss(self, x, key):
        posterior = self.encode(x)
        prior = self.prior()
        z = posterior.sample(seed=key)
        log_q = posterior.log_prob(z)
        log_p = prior.log_prob(z)
        kl = log_q - log_p
        kl = kl.mean()  # kl-check: exact, latent sum, batch mean
        return -self.decode(z).log_prob(x).mean() + kl

    def importance(self, target, proposal, x):
        log_w = target.log_prob(x) - proposal.log_prob(x)
        return jnp.exp(log_w)

    def flow_kl(self, flow, x):
        z, log_det = flow.inverse(x)
        kl = self.base.log_prob(z) + log_det
        return -kl.mean()
