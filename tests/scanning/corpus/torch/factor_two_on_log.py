import torch


def gaussian_kl_std(mu, std):
    return 0.5 * torch.sum(mu ** 2 + std ** 2 - torch.log(std) - 1, 1).mean()  # kl-check: wrong, latent sum, batch mean, log-factor


def noise(mu, std):
    return mu + std * torch.randn_like(std)
