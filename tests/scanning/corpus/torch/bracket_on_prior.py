import torch


def kl_two_gaussians(mu1, sigma1, mu2, sigma2):
    return torch.sum(torch.log(sigma2 / sigma1) + sigma1 ** 2 + (mu1 - mu2) ** 2 / (2 * sigma2 ** 2) - 0.5, dim=1)  # kl-check: wrong, latent sum, batch none, misplaced-parenthesis
