import torch
import torch.nn.functional as F


def vae_criterion(x_hat, x, mu, log_var, beta=0.5):
    B = x.shape[0]
    rec = F.mse_loss(x_hat.view(B, -1), x.view(B, -1), reduction="none").sum(dim=1).mean()
    mu = mu.view(B, -1)
    log_var = log_var.view(B, -1)
    kl = -0.5 * torch.sum(1 + log_var - mu ** 2 - torch.exp(log_var), dim=1)
    kl = torch.mean(kl)  # kl-check: exact, latent sum, batch mean
    return rec + beta * kl


def draw(mu, log_var):
    return torch.exp(log_var * 0.5) * torch.randn_like(mu) + mu
