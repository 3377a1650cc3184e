from mxnet import gluon
from mxnet.gluon.loss import Loss


class GaussianKLLoss(Loss):
    def __init__(self, weight=None, batch_axis=0, **kwargs):
        super().__init__(weight, batch_axis, **kwargs)

    def hybrid_forward(self, F, mu, sigma):
        loss = 0.5 * (F.square(sigma) + F.square(mu) - 1.0 - 2.0 * F.log(sigma))
        return F.mean(loss, axis=self._batch_axis, exclude=True)  # kl-check: scaled, latent mean, batch none, mean-over-latents
