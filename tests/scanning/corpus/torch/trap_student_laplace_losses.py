import math

import torch


def laplace_nll(mu, log_b, y):
    return (torch.abs(y - mu) * torch.exp(-log_b) + log_b + math.log(2)).mean()


def student_t_nll(mu, sigma, nu, y):
    z = (y - mu) / sigma
    return (torch.lgamma(nu / 2) - torch.lgamma((nu + 1) / 2) + 0.5 * torch.log(math.pi * nu) + torch.log(sigma)
            + (nu + 1) / 2 * torch.log(1 + z ** 2 / nu)).mean()


def evidential_nig(gamma, nu, alpha, beta, y):
    omega = 2 * beta * (1 + nu)
    return (0.5 * torch.log(math.pi / nu) - alpha * torch.log(omega) + (alpha + 0.5) * torch.log(nu * (y - gamma) ** 2 + omega)
            + torch.lgamma(alpha) - torch.lgamma(alpha + 0.5)).mean()
