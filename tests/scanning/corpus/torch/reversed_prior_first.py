import torch


def kl_loss(mu_prior, logvar_prior, mu_post, logvar_post):
    return 0.5 * (logvar_post - logvar_prior + (logvar_prior.exp() + (mu_prior - mu_post) ** 2) / logvar_post.exp() - 1).sum(-1)  # kl-check: wrong, latent sum, batch none, reversed
