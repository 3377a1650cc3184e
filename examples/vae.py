"""A small variational autoencoder's loss, with the slip that is met most often."""

import torch
from torch.nn.functional import binary_cross_entropy


def reparametrise(mu, logvar):
    """A sample of the posterior."""
    return mu + torch.exp(0.5 * logvar) * torch.randn_like(mu)


def loss(x, reconstruction, mu, logvar):
    """The negative evidence lower bound; it says the mean over latents where the sum is due."""
    bce = binary_cross_entropy(reconstruction, x, reduction="sum") / x.shape[0]
    kld = -0.5 * torch.mean(1 + logvar - mu.pow(2) - logvar.exp())
    return bce + kld
