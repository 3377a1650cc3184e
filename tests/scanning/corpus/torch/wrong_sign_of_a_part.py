import torch
import torch.nn as nn


def kl_loss(mu, logvar):
    return torch.mean(-0.5 * torch.sum(1 + logvar + mu.pow(2) - logvar.exp(), dim=1))  # kl-check: wrong, latent sum, batch mean, sign


def reparameterize(mu, logvar):
    return mu + torch.exp(0.5 * logvar) * torch.randn_like(mu)
