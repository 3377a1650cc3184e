import torch


def kl_loss(mu_prior, logvar_prior, mu_post, logvar_post):
    return 0.5 * (logvar_prior - logvar_post + (logvar_post.exp() + (mu_post - mu_prior) ** 2) / logvar_prior.exp() - 1).sum(-1)  # kl-check: exact, latent sum, batch none
