import torch
import torch.nn.functional as F


class VAE(torch.nn.Module):
    def loss(self, x, reconstructed, mu, logvar):
        log_px = -F.binary_cross_entropy(reconstructed, x, reduction="none").sum(dim=1)
        kld = 0.5 * (1 + logvar - mu ** 2 - torch.exp(logvar)).sum(dim=1)  # kl-check: scaled, latent sum, batch none
        elbo = log_px + kld
        return -elbo.mean()
