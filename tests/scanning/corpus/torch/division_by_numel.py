import torch


def loss_fn(recon, target, mu, logvar, kl_weight):
    rec = torch.nn.functional.mse_loss(recon, target)
    kl = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp()) / mu.numel()  # kl-check: scaled, latent mean, batch mean, mean-over-latents
    return rec + kl_weight * kl


def sample(mu, logvar):
    return mu + torch.exp(logvar / 2) * torch.randn_like(mu)
