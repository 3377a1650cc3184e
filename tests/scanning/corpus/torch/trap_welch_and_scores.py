import math

import torch


def welch_t(m1, v1, n1, m2, v2, n2):
    return (m1 - m2) / torch.sqrt(v1 / n1 + v2 / n2)


def cohen_d(mean1, std1, mean2, std2):
    return (mean1 - mean2) / torch.sqrt((std1 ** 2 + std2 ** 2) / 2)


def snr(mu, sigma):
    return 10 * torch.log10(mu ** 2 / sigma ** 2)


def expected_improvement(mu, sigma, best):
    u = (mu - best) / sigma
    normal = torch.distributions.Normal(torch.zeros_like(u), torch.ones_like(u))
    return sigma * (torch.exp(normal.log_prob(u)) + u * normal.cdf(u))


def crps_gaussian(mu, sigma, y):
    sx = (y - mu) / sigma
    pdf = torch.exp(-sx ** 2 / 2) / math.sqrt(2 * math.pi)
    cdf = 0.5 * (1 + torch.erf(sx / math.sqrt(2)))
    return sigma * (sx * (2 * cdf - 1) + 2 * pdf - 1 / math.sqrt(math.pi))
