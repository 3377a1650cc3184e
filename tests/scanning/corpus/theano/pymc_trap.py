import theano.tensor as tt
import numpy as np


class Normal:
    def logp(self, value):
        mu, tau, sd = self.mu, self.tau, self.sd
        return (-tau * (value - mu) ** 2 + tt.log(tau / np.pi / 2.)) / 2.


def ou_process(x, x0, theta, sigma, dt):
    var = sigma ** 2 / (2 * theta) * (1 - tt.exp(-2 * theta * dt))
    mu = x0 * tt.exp(-theta * dt)
    return -0.5 * tt.sum(tt.log(2 * np.pi * var) + (x - mu) ** 2 / var)
