import math

import torch


def kl_gamma(a1, b1, a2, b2):
    return a2 * (torch.log(b1) - torch.log(b2)) + torch.lgamma(a2) - torch.lgamma(a1) + (a1 - a2) * torch.digamma(a1) - (b1 - b2) * (a1 / b1)


def kl_beta(a, b, prior_alpha, prior_beta):
    kl = 1.0 / (1 + a * b) * torch.exp(torch.lgamma(1.0 / a) + torch.lgamma(b) - torch.lgamma(1.0 / a + b))
    kl = kl * (prior_beta - 1) * b
    psi_b = torch.log(b) - 1.0 / (2 * b) - 1.0 / (12 * b ** 2)
    kl += (a - prior_alpha) / a * (-0.57721 - psi_b - 1 / b)
    kl += torch.log(a * b) + math.log(prior_beta)
    kl += -(b - 1) / b
    return kl.sum()


def evidential_kl(alpha, num_classes):
    ones = torch.ones([1, num_classes])
    sum_alpha = torch.sum(alpha, dim=1, keepdim=True)
    first = torch.lgamma(sum_alpha) - torch.lgamma(alpha).sum(dim=1, keepdim=True) + torch.lgamma(ones).sum(dim=1, keepdim=True)
    second = (alpha - ones).mul(torch.digamma(alpha) - torch.digamma(sum_alpha)).sum(dim=1, keepdim=True)
    return first + second
