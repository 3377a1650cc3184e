import torch
import torch.nn as nn


class VAE(nn.Module):
    def encode(self, x):
        h = self.enc(x)
        self.mu = self.fc_mu(h)
        self.var = torch.exp(self.fc_logvar(h))
        return self.mu, self.var

    def sample(self):
        return self.mu + torch.sqrt(self.var) * torch.randn_like(self.mu)

    def loss(self, x, y):
        rec = nn.functional.binary_cross_entropy(y, x, reduction="sum")
        kl = -0.5 * torch.sum(1 + self.var - self.mu.pow(2) - self.var.exp())  # kl-check: inconsistent, latent sum, batch sum, scale-mismatch
        return rec + kl
