import tensorflow as tf
from tensorflow_probability import distributions as tfd


class RSSM(object):
    def __init__(self, state_size, min_stddev=0.1):
        self._state_size = state_size
        self._min_stddev = min_stddev

    def dist_from_state(self, state, mask=None):
        if mask is not None:
            stddev = tools.mask(state['stddev'], mask, value=1)
        else:
            stddev = state['stddev']
        dist = tfd.MultivariateNormalDiag(state['mean'], stddev)
        return dist

    def divergence_from_states(self, lhs, rhs, mask=None):
        lhs = self.dist_from_state(lhs, mask)
        rhs = self.dist_from_state(rhs, mask)
        divergence = tfd.kl_divergence(lhs, rhs)  # kl-check: exact, latent sum, batch none
        if mask is not None:
            divergence = tools.mask(divergence, mask)
        return divergence
