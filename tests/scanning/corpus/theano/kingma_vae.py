import theano
import theano.tensor as T
import numpy as np


class VA:
    def createGradientFunctions(self):
        W1, W2, W3, W4, W5, W6, x, eps = T.dmatrices("W1", "W2", "W3", "W4", "W5", "W6", "x", "eps")
        b1, b2, b3, b4, b5, b6 = T.dcols("b1", "b2", "b3", "b4", "b5", "b6")
        h_encoder = T.tanh(T.dot(W1, x) + b1)
        mu_encoder = T.dot(W2, h_encoder) + b2
        log_sigma_encoder = 0.5 * (T.dot(W3, h_encoder) + b3)
        z = mu_encoder + T.exp(log_sigma_encoder) * eps
        prior = 0.5 * T.sum(1 + 2 * log_sigma_encoder - mu_encoder ** 2 - T.exp(2 * log_sigma_encoder))  # kl-check: scaled, latent sum, batch sum
        y = T.nnet.sigmoid(T.dot(W5, T.tanh(T.dot(W4, z) + b4)) + b5)
        logpxz = -T.nnet.binary_crossentropy(y, x).sum()
        logp = logpxz + prior
        self.gradientfunction = theano.function([x, eps], T.grad(logp, [W1, W2]))
