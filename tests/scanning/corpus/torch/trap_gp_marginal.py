import math

import torch


def rbf(x1, x2, lengthscale, variance):
    sq = ((x1.unsqueeze(1) - x2.unsqueeze(0)) ** 2 / lengthscale ** 2).sum(-1)
    return variance * torch.exp(-0.5 * sq)


def marginal_nll(K, y, noise):
    n = y.shape[0]
    L = torch.linalg.cholesky(K + noise * torch.eye(n))
    alpha = torch.cholesky_solve(y.unsqueeze(-1), L)
    return 0.5 * y @ alpha.squeeze(-1) + torch.log(torch.diag(L)).sum() + 0.5 * n * math.log(2 * math.pi)


def predictive(Kxs, Kss, L, alpha):
    mean = Kxs.t() @ alpha
    v = torch.linalg.solve_triangular(L, Kxs, upper=False)
    return mean, torch.diag(Kss) - (v ** 2).sum(0)
