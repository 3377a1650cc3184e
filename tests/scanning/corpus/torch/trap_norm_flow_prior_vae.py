import math

import torch
import torch.nn.functional as F


def reconstruction(x, x_mean, x_logvar):
    """Gaussian decoder with learned variance: the log-likelihood, not the KL."""
    return 0.5 * torch.sum(x_logvar + (x - x_mean) ** 2 / x_logvar.exp() + math.log(2 * math.pi), dim=-1).mean()


def sigma_vae_rec(x_hat, x):
    log_sigma = ((x - x_hat) ** 2).mean([0, 1, 2, 3], keepdim=True).sqrt().log()
    log_sigma = -6 + F.softplus(log_sigma + 6)
    rec = 0.5 * torch.pow((x - x_hat) / log_sigma.exp(), 2) + log_sigma + 0.5 * math.log(2 * math.pi)
    return rec.sum()


def inverse_autoregressive(z, m, s):
    gate = torch.sigmoid(s)
    z = gate * z + (1 - gate) * m
    log_det = torch.log(gate).sum(-1)
    return z, log_det


def jacobian_reg(log_sigma, mu):
    return (mu ** 2).sum() * 1e-4 + (log_sigma ** 2).sum() * 1e-4
