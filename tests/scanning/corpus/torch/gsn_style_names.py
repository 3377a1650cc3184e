import torch


def kl_anneal_loss(rec, m, lv, step, total):
    w = min(1.0, step / total)
    kl = ((m ** 2 + lv.exp() - 1 - lv) / 2).sum(-1).mean()  # kl-check: exact, latent sum, batch mean
    return rec + w * kl
