import torch


def hierarchical_loss(mus, logvars, prior_mus, prior_logvars, weights):
    total = 0
    for i in range(len(mus)):
        kl = 0.5 * (prior_logvars[i] - logvars[i] + (logvars[i].exp() + (mus[i] - prior_mus[i]) ** 2) / prior_logvars[i].exp() - 1)
        total = total + weights[i] * kl.sum(dim=(1, 2, 3)).mean()  # kl-check: exact, latent sum, batch mean
    return total
