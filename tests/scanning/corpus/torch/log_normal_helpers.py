import math

import torch


def log_Normal_diag(x, mean, log_var, average=False, dim=None):
    log_normal = -0.5 * (log_var + torch.pow(x - mean, 2) / torch.exp(log_var))
    if average:
        return torch.mean(log_normal, dim)
    else:
        return torch.sum(log_normal, dim)


def log_Normal_standard(x, average=False, dim=None):
    log_normal = -0.5 * torch.pow(x, 2)
    if average:
        return torch.mean(log_normal, dim)
    else:
        return torch.sum(log_normal, dim)


class VAE(torch.nn.Module):
    def calculate_loss(self, x, beta=1.0, average=False):
        x_mean, x_logvar, z_q, z_q_mean, z_q_logvar = self.forward(x)
        RE = self.log_bernoulli(x, x_mean, dim=1)
        log_p_z = log_Normal_standard(z_q, dim=1)
        log_q_z = log_Normal_diag(z_q, z_q_mean, z_q_logvar, dim=1)
        KL = -(log_p_z - log_q_z)  # kl-check: exact, latent sum, batch none
        loss = -RE + beta * KL
        return loss.mean(), RE.mean()
