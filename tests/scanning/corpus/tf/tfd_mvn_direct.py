import tensorflow as tf
import tensorflow_probability as tfp
from tensorflow_probability import distributions as tfd


class LatentModel(tf.Module):
    def __init__(self, size):
        self.size = size

    def elbo(self, x):
        h = self.net(x)
        loc, raw = tf.split(h, 2, axis=-1)
        scale = tf.nn.softplus(raw) + 1e-4
        q = tfd.MultivariateNormalDiag(loc=loc, scale_diag=scale)
        p = tfd.MultivariateNormalDiag(loc=tf.zeros_like(loc), scale_diag=tf.ones_like(scale))
        z = q.sample()
        ll = self.decoder(z).log_prob(x)
        kl = q.kl_divergence(p)  # kl-check: exact, latent sum, batch none
        return tf.reduce_mean(ll - kl)
