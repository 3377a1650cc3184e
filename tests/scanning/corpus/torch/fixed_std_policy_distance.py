import torch


def policy_distance(mu_new, mu_old, action_std):
    """KL between Gaussians of one fixed std is a scaled squared distance; here only the distance is used."""
    return ((mu_new - mu_old) ** 2).mean()


def behaviour_cloning(mu, log_std, action):
    std = log_std.exp()
    log_prob = -0.5 * ((action - mu) / std) ** 2 - log_std - 0.9189385332
    return -log_prob.sum(-1).mean()


def entropy_bonus(log_std):
    return (log_std + 1.4189385332).sum(-1).mean()
