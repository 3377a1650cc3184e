import math

import torch
import torch.nn.functional as F

ONEOVERSQRT2PI = 1.0 / math.sqrt(2 * math.pi)


def gaussian_probability(sigma, mu, target):
    target = target.unsqueeze(1).expand_as(sigma)
    ret = ONEOVERSQRT2PI * torch.exp(-0.5 * ((target - mu) / sigma) ** 2) / sigma
    return torch.prod(ret, 2)


def mdn_loss(pi, sigma, mu, target):
    prob = pi * gaussian_probability(sigma, mu, target)
    nll = -torch.log(torch.sum(prob, dim=1))
    return torch.mean(nll)


def sketch_nll(dx, dy, mu_x, mu_y, sigma_x, sigma_y, rho_xy):
    z_x = ((dx - mu_x) / sigma_x) ** 2
    z_y = ((dy - mu_y) / sigma_y) ** 2
    z_xy = (dx - mu_x) * (dy - mu_y) / (sigma_x * sigma_y)
    z = z_x + z_y - 2 * rho_xy * z_xy
    norm = 2 * math.pi * sigma_x * sigma_y * torch.sqrt(1 - rho_xy ** 2)
    return torch.exp(-z / (2 * (1 - rho_xy ** 2))) / norm
