import tensorflow as tf
from tensorflow_probability import distributions as tfd


class EnsembleRSSM(common.Module):
    def get_dist(self, state):
        mean, std = state['mean'], state['std']
        dist = tfd.MultivariateNormalDiag(mean, std)
        return dist

    def kl_loss(self, post, prior, forward, balance, free, free_avg):
        kld = tfd.kl_divergence
        sg = lambda x: tf.nest.map_structure(tf.stop_gradient, x)
        lhs, rhs = (prior, post) if forward else (post, prior)
        mix = balance if forward else (1 - balance)
        if balance == 0.5:
            value = kld(self.get_dist(lhs), self.get_dist(rhs))
            loss = tf.maximum(value, free).mean()  # kl-check: approximate, latent sum, batch mean, clamp
        return loss, value
