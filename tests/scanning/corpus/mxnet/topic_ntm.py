import mxnet as mx
from mxnet import gluon


class LogisticGaussianLatentDistribution(gluon.HybridBlock):
    def hybrid_forward(self, F, data, batch_size):
        mu = self.mu_encoder(data)
        lv = self.lv_encoder(data)
        eps = F.random_normal(loc=0, scale=1, shape=(batch_size, self.n_latent))
        z = mu + F.exp(0.5 * lv) * eps
        KL = self._get_kl_term(F, mu, lv)
        return F.softmax(z), KL

    def _get_kl_term(self, F, mu, lv):
        posterior_var = F.exp(lv)
        delta = mu - self.prior_mean
        dt = F.broadcast_div(delta * delta, self.prior_var)
        v_div = F.broadcast_div(posterior_var, self.prior_var)
        lv_div = self.prior_logvar - lv
        KL = 0.5 * F.sum((v_div + dt + lv_div - 1), axis=1)  # kl-check: exact, latent sum, batch none
        return KL


class GaussianLatentDistribution(gluon.HybridBlock):
    def _get_kl_term(self, F, mu, lv):
        return -0.5 * F.sum(1 + lv - mu * mu - F.exp(lv), axis=1)  # kl-check: exact, latent sum, batch none
