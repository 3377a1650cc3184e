import torch


def kl_loss(z_mean, z_log_var):
    return -0.5 * torch.sum(z_log_var - z_mean.pow(2) - z_log_var.exp(), dim=1)  # kl-check: shifted, latent sum, batch none, dropped-constant
