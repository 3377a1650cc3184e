import jax
import jax.numpy as jnp
import distrax


class NormalTanhPolicy:
    def log_prob(self, x, mean, log_std):
        var = jnp.exp(2 * log_std)
        lp = -0.5 * ((x - mean) ** 2 / var + 2 * log_std + jnp.log(2 * jnp.pi))
        return jnp.sum(lp, axis=-1)

    def entropy(self, log_std):
        return jnp.sum(0.5 + 0.5 * jnp.log(2 * jnp.pi) + log_std, axis=-1)


def ppo_loss(logp, logp_old, adv, eps=0.2):
    ratio = jnp.exp(logp - logp_old)
    approx_kl = jnp.mean((ratio - 1) - (logp - logp_old))
    old_approx_kl = (-(logp - logp_old)).mean()
    kl2 = 0.5 * jnp.mean((logp - logp_old) ** 2)
    return -jnp.mean(jnp.minimum(ratio * adv, jnp.clip(ratio, 1 - eps, 1 + eps) * adv)), approx_kl, old_approx_kl, kl2


def temperature_loss(log_alpha, entropy, target):
    return (jnp.exp(log_alpha) * (entropy - target)).mean()
