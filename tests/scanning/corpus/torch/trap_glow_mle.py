import math

import torch


def mle_loss(z, m, logs, logdet, mask):
    l = torch.sum(logs) + 0.5 * torch.sum(torch.exp(-2 * logs) * ((z - m) ** 2))
    l = l - torch.sum(logdet)
    l = l / torch.sum(torch.ones_like(z) * mask)
    l = l + 0.5 * math.log(2 * math.pi)
    return l


def glow_prior_logp(mean, logs, x):
    return -0.5 * (logs * 2. + ((x - mean) ** 2) / torch.exp(logs * 2.) + math.log(2 * math.pi))


def duration_loss(logw, logw_, lengths):
    return torch.sum((logw - logw_) ** 2) / torch.sum(lengths)


def monotonic_scores(z, m, logs):
    s_p_sq_r = torch.exp(-2 * logs)
    neg_cent1 = torch.sum(-0.5 * math.log(2 * math.pi) - logs, [1], keepdim=True)
    neg_cent2 = torch.matmul(-0.5 * (z ** 2).transpose(1, 2), s_p_sq_r)
    neg_cent3 = torch.matmul(z.transpose(1, 2), (m * s_p_sq_r))
    neg_cent4 = torch.sum(-0.5 * (m ** 2) * s_p_sq_r, [1], keepdim=True)
    return neg_cent1 + neg_cent2 + neg_cent3 + neg_cent4
