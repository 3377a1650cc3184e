import torch


def kl_map(mu, logvar):
    kl = -0.5 * (1 + logvar - mu.pow(2) - logvar.exp())
    return kl.mean(dim=(1, 2, 3)).mean()  # kl-check: scaled, latent mean, batch mean, mean-over-latents


def sample_map(mu, logvar):
    return torch.randn_like(mu) * torch.exp(0.5 * logvar) + mu
