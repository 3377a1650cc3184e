import math

import torch


def log_density_gaussian(x, mu, logvar):
    normalization = -0.5 * (math.log(2 * math.pi) + logvar)
    inv_var = torch.exp(-logvar)
    log_density = normalization - 0.5 * ((x - mu) ** 2 * inv_var)
    return log_density


def matrix_log_density_gaussian(x, mu, logvar):
    batch_size, dim = x.shape
    x = x.view(batch_size, 1, dim)
    mu = mu.view(1, batch_size, dim)
    logvar = logvar.view(1, batch_size, dim)
    return log_density_gaussian(x, mu, logvar)


def decompose(z, mu, logvar):
    log_q_zCx = log_density_gaussian(z, mu, logvar).sum(dim=1)
    mat = matrix_log_density_gaussian(z, mu, logvar)
    log_qz = torch.logsumexp(mat.sum(2), dim=1, keepdim=False)
    log_prod_qzi = torch.logsumexp(mat, dim=1, keepdim=False).sum(1)
    mi_loss = (log_q_zCx - log_qz).mean()
    tc_loss = (log_qz - log_prod_qzi).mean()
    return mi_loss, tc_loss
