import torch


def KLD(mu, logvar):
    return -0.5 * torch.sum(1 + logvar - mu - logvar.exp(), dim=1).mean()  # kl-check: wrong, latent sum, batch mean, unsquared-mean
