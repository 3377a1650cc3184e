import torch
from torch import nn


class HVAE(nn.Module):
    @staticmethod
    def _kl(mu_q, lv_q, mu_p, lv_p):
        return 0.5 * (lv_p - lv_q + torch.exp(lv_q - lv_p) + (mu_q - mu_p).pow(2) * torch.exp(-lv_p) - 1)

    def loss(self, x):
        (mu1, lv1), (mu2, lv2) = self.encode(x)
        pm, plv = self.top_down(mu2)
        kl1 = self._kl(mu1, lv1, pm, plv).sum(1).mean()
        kl2 = (-0.5 * (1 + lv2 - mu2 ** 2 - lv2.exp())).sum(1).mean()  # kl-check: exact, latent sum, batch mean
        return kl1 + kl2
