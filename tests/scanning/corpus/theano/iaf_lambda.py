import theano.tensor as T
import numpy as np
import math
import graphy as G


class RandomVariable(object):
    def __init__(self, sample, logp, entr=None, **params):
        self.sample = sample
        self.logp = logp
        self.entr = entr
        self.__dict__.update(params)


def gaussian_diag(mean, logvar, sample=None):
    if sample is None:
        eps = G.rng.normal(size=mean.shape)
        sample = mean + T.exp(.5 * logvar) * eps
    logps = -.5 * (T.log(2 * math.pi) + logvar + T.sqr(sample - mean) / T.exp(logvar))
    entr = (.5 * (T.log(2 * math.pi) + 1 + logvar)).flatten(2).sum(axis=1)
    kl = lambda p_mean, p_logvar: (.5 * (p_logvar - logvar) + (T.exp(logvar) + T.sqr(mean - p_mean)) / (2 * T.exp(p_logvar)) - .5).flatten(2).sum(axis=1)  # kl-check: exact, latent sum, batch none
    return RandomVariable(sample, logps, entr, kl=kl)
