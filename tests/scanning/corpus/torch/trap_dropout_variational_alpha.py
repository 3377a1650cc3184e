import torch
import torch.nn as nn
import torch.nn.functional as F

K1, K2, K3 = 0.63576, 1.87320, 1.48695


class LinearSVDO(nn.Module):
    """Sparse variational dropout: a log-uniform prior, so no Gaussian KL."""

    def kl_reg(self):
        log_alpha = self.log_sigma * 2.0 - 2.0 * torch.log(1e-16 + torch.abs(self.W))
        log_alpha = torch.clamp(log_alpha, -10, 10)
        kl = K1 * torch.sigmoid(K2 + K3 * log_alpha) - 0.5 * torch.log1p(torch.exp(-log_alpha))
        return -torch.sum(kl)


class GaussianDropout(nn.Module):
    def kl(self):
        c1, c2, c3 = 1.16145124, -1.50204118, 0.58629921
        alpha = self.log_alpha.exp()
        negative_kl = 0.5 * self.log_alpha + c1 * alpha + c2 * alpha ** 2 + c3 * alpha ** 3
        return -negative_kl.mean()
