import torch


def klieg_schedule(step, warm):
    return 1.0 / (1.0 + torch.exp(-(step - warm) / 100.0))


def sinkhorn(mu, nu, C, reg):
    K = torch.exp(-C / reg)
    u = torch.ones_like(mu)
    for _ in range(50):
        v = nu / (K.t() @ u)
        u = mu / (K @ v)
    return torch.sum(u[:, None] * K * v[None, :] * C)


def kl_weight(epoch, a, b):
    return a * (1 - torch.exp(torch.tensor(-b * epoch))) ** 2


def unbalanced_kl(x, y):
    return torch.sum(x * torch.log(x / y) - x + y)


def poisson_kl(lam1, lam2):
    return lam1 * torch.log(lam1 / lam2) + lam2 - lam1
