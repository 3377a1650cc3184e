import math

import torch
import torch.nn as nn


class RealNVP(nn.Module):
    def forward(self, x):
        log_det, z = x.new_zeros(x.shape[0]), x
        for i in reversed(range(len(self.t))):
            z_ = self.mask[i] * z
            s = self.s[i](z_) * (1 - self.mask[i])
            t = self.t[i](z_) * (1 - self.mask[i])
            z = (1 - self.mask[i]) * (z - t) * torch.exp(-s) + z_
            log_det -= s.sum(dim=1)
        return z, log_det

    def log_prob(self, x):
        z, logp = self.forward(x)
        return -0.5 * (z ** 2).sum(1) - 0.5 * z.shape[1] * math.log(2 * math.pi) + logp


class ActNorm(nn.Module):
    def forward(self, x):
        z = (x + self.bias) * torch.exp(self.logs)
        logdet = torch.sum(self.logs) * x.size(2) * x.size(3)
        return z, logdet


def planar_log_det(z, w, u, b):
    psi = (1 - torch.tanh(z @ w + b) ** 2) * w
    return torch.log(torch.abs(1 + psi @ u) + 1e-8)
