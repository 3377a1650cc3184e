import torch
import torch.nn.functional as F


def vae_loss(x_hat, x, mu, log_var, beta):
    return F.mse_loss(x_hat, x, reduction="sum") + beta * 0.5 * torch.sum(log_var.exp() + mu.pow(2) - 1 - log_var)  # kl-check: exact, latent sum, batch sum
