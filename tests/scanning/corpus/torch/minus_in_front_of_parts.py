import torch


def kl_qp(mu, sigma2):
    return -0.5 * (torch.log(sigma2) + 1 - mu ** 2 - sigma2).sum(dim=1)  # kl-check: exact, latent sum, batch none


def draw(mu, sigma2):
    return mu + torch.sqrt(sigma2) * torch.randn_like(mu)
