import torch


def loss_kl(mu, log_sigma):
    kl = -log_sigma + 0.5 * (torch.exp(2 * log_sigma) + mu ** 2) - 0.5
    return torch.mean(torch.mean(kl, dim=1))  # kl-check: scaled, latent mean, batch mean, mean-over-latents
