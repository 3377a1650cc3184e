import theano.tensor as T
from theano.tensor.shared_randomstreams import RandomStreams

srng = RandomStreams(seed=234)


def encode(self, x):
    h = T.tanh(T.dot(x, self.W) + self.b)
    mu = T.dot(h, self.W_mu) + self.b_mu
    log_sigma = 0.5 * (T.dot(h, self.W_s) + self.b_s)
    eps = srng.normal(mu.shape)
    self.z = mu + T.exp(log_sigma) * eps
    kld = -0.5 * T.mean(1 + 2 * log_sigma - mu ** 2 - T.exp(2 * log_sigma))  # kl-check: scaled, latent mean, batch mean, mean-over-latents
    return kld
