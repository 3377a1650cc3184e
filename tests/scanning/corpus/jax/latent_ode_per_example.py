import jax
import jax.numpy as jnp
import jax.random as jr
import equinox as eqx


class LatentODE(eqx.Module):
    hidden_size: int
    latent_size: int

    def _latent(self, ts, ys, key):
        data = jnp.concatenate([ts[:, None], ys], axis=1)
        hidden = jnp.zeros((self.hidden_size,))
        for data_i in reversed(data):
            hidden = self.rnn_cell(data_i, hidden)
        context = self.hidden_to_latent(hidden)
        mean, logstd = context[: self.latent_size], context[self.latent_size :]
        std = jnp.exp(logstd)
        latent = mean + jr.normal(key, (self.latent_size,)) * std
        return latent, mean, std

    @staticmethod
    def _loss(ys, pred_ys, mean, std):
        # -log p_θ with Gaussian p_θ
        reconstruction_loss = 0.5 * jnp.sum((ys - pred_ys) ** 2)
        # KL(N(mean, std^2) || N(0, 1))
        variational_loss = 0.5 * jnp.sum(mean**2 + std**2 - 2 * jnp.log(std) - 1)  # kl-check: exact, latent sum, batch none
        return reconstruction_loss + variational_loss

    def train(self, ts, ys, *, key):
        latent, mean, std = self._latent(ts, ys, key)
        pred_ys = self._sample(ts, latent)
        return self._loss(ys, pred_ys, mean, std)


@eqx.filter_value_and_grad
def loss(model, ts_i, ys_i, key_i):
    batch_size, _ = ts_i.shape
    key_i = jr.split(key_i, batch_size)
    loss = jax.vmap(model.train)(ts_i, ys_i, key=key_i)
    return jnp.mean(loss)
