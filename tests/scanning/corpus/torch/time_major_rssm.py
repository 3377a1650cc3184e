import torch


def rssm_kl(post_mean, post_std, prior_mean, prior_std):
    """All of shape (T, B, Z)."""
    var_ratio = (post_std / prior_std) ** 2
    diff = ((post_mean - prior_mean) / prior_std) ** 2
    kl = 0.5 * (var_ratio + diff - 1 - torch.log(var_ratio))
    return kl.sum(dim=2).mean(dim=(0, 1))  # kl-check: exact, latent sum, batch mean


def imagine(mean, std):
    return mean + std * torch.randn_like(std)
