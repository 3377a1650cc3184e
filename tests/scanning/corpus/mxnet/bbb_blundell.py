from mxnet import nd, gluon
import numpy as np


class BBBLoss(gluon.loss.Loss):
    def log_gaussian(self, x, mu, sigma):
        return -0.5 * np.log(2.0 * np.pi) - nd.log(sigma) - (x - mu) ** 2 / (2 * sigma ** 2)

    def gaussian_prior(self, x):
        sigma_p = nd.array([self.sigma_p1])
        return nd.sum(self.log_gaussian(x, 0., sigma_p))

    def hybrid_forward(self, F, output, label, params, mus, sigmas, num_batches):
        log_likelihood_sum = nd.sum(self.log_softmax_likelihood(output, label))
        log_prior_sum = sum([nd.sum(self.gaussian_prior(param)) for param in params])
        log_var_posterior_sum = sum([nd.sum(self.log_gaussian(params[i], mus[i], sigmas[i])) for i in range(len(params))])
        return 1.0 / num_batches * (log_var_posterior_sum - log_prior_sum) - log_likelihood_sum
