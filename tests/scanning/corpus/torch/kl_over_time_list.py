import torch


def seq_kl(post, prior):
    """post and prior: lists over time of (mean, std)."""
    loss = 0.0
    for (qm, qs), (pm, ps) in zip(post, prior):
        loss += (torch.log(ps) - torch.log(qs) + (qs ** 2 + (qm - pm) ** 2) / (2 * ps ** 2) - 0.5).sum(-1).mean()  # kl-check: exact, latent sum, batch mean
    return loss / len(post)
