from __future__ import division
import theano
from theano import tensor
from blocks.bricks.base import application
from blocks.bricks import Initializable, Random


class Qsampler(Initializable, Random):
    @application(inputs=['x'], outputs=['z', 'kl_term'])
    def sample(self, x):
        """Return a samples and the corresponding KL term"""
        mean = self.mean_transform.apply(x)
        log_sigma = self.log_sigma_transform.apply(x)
        # Sample from mean-zeros std.-one Gaussian
        u = self.theano_rng.normal(size=mean.shape, avg=0., std=1.)
        # ... and scale/translate samples
        z = mean + tensor.exp(log_sigma) * u
        # Calculate KL
        kl = (
            self.prior_log_sigma - log_sigma
            + 0.5 * (
                tensor.exp(2 * log_sigma) + (mean - self.prior_mean) ** 2
            ) / tensor.exp(2 * self.prior_log_sigma)
            - 0.5
        ).sum(axis=-1)  # kl-check: exact, latent sum, batch none
        return z, kl
