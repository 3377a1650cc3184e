import torch
from torch import nn


class Encoder(nn.Module):
    def forward(self, x):
        h = self.net(x)
        mu, log_sigma = self.mu(h), self.log_sigma(h)
        eps = torch.randn_like(mu)
        z = mu + torch.exp(log_sigma) * eps
        kl = -0.5 * torch.sum(1 + log_sigma - mu ** 2 - torch.exp(log_sigma), dim=1).mean()  # kl-check: inconsistent, latent sum, batch mean, scale-mismatch
        return z, kl
