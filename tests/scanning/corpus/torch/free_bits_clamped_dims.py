import torch
import torch.nn.functional as F


def compute_loss(model, batch, free_bits=0.1, beta=1.0):
    mu, logvar, logits = model(batch)
    rec = F.cross_entropy(logits.view(-1, logits.size(-1)), batch.view(-1))
    kl_per_dim = 0.5 * (mu.pow(2) + logvar.exp() - 1 - logvar)
    kl = torch.clamp(kl_per_dim, min=free_bits).sum(dim=-1).mean()  # kl-check: approximate, latent sum, batch mean, clamp
    return rec + beta * kl, kl


def sample(mu, logvar):
    return mu + torch.exp(0.5 * logvar) * torch.randn_like(mu)
