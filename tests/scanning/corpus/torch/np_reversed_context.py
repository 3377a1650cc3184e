import torch
from torch.distributions import kl_divergence


def neural_process_loss(model, context, target):
    q_context = model.latent(context)
    q_target = model.latent(target)
    pred = model.decode(q_target.rsample(), target)
    nll = -pred.log_prob(target.y).mean()
    kl = kl_divergence(q_context, q_target).sum(-1).mean()  # kl-check: wrong, latent sum, batch mean, reversed
    return nll + kl
