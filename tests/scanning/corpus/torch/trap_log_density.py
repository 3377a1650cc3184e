import math

import torch


def log_normal_diag(x, mean, log_var):
    return torch.sum(-0.5 * (math.log(2 * math.pi) + log_var + (x - mean) ** 2 / torch.exp(log_var)), dim=-1)


def log_standard_normal(x):
    return torch.sum(-0.5 * math.log(2 * math.pi) - 0.5 * x ** 2, dim=-1)


def gaussian_pdf(x, mu, sigma):
    return torch.exp(-((x - mu) ** 2) / (2 * sigma ** 2)) / (sigma * math.sqrt(2 * math.pi))


class Likelihood(torch.nn.Module):
    def forward(self, x, mean, std):
        var = std ** 2
        return -((x - mean) ** 2) / (2 * var) - std.log() - math.log(math.sqrt(2 * math.pi))
