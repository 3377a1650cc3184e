import torch
import torch.nn as nn


class Bottleneck(nn.Module):
    def __init__(self, kind, dim):
        super().__init__()
        self.kind = kind
        self.dim = dim

    def forward(self, h):
        if self.kind == "gaussian":
            mu, log_std = h.chunk(2, dim=-1)
            z = mu + torch.exp(log_std) * torch.randn_like(mu)
            kl = 0.5 * (mu ** 2 + torch.exp(2 * log_std) - 1) - log_std
            reg = kl.sum(-1).mean()  # kl-check: exact, latent sum, batch mean
        else:
            z = torch.tanh(h)
            reg = (z ** 2).mean() * 1e-3
        return z, reg
