import torch


def kl(mu, sigma):
    """KL(N(mu, sigma^2) || N(0, 1)) summed over the features."""
    return 0.5 * torch.sum(sigma ** 2 + mu ** 2 - torch.log(sigma) - 1, dim=-1)  # kl-check: wrong, latent sum, batch none, log-factor


def sample(mu, sigma):
    return mu + sigma * torch.randn_like(sigma)
