import torch


def update(policy, obs, actions, advantages, old_mean, old_log_std, clip):
    mean, log_std = policy(obs)
    std, old_std = log_std.exp(), old_log_std.exp()
    logp = -0.5 * ((actions - mean) / std).pow(2) - log_std
    kl = (log_std - old_log_std + (old_std.pow(2) + (old_mean - mean).pow(2)) / (2.0 * std.pow(2)) - 0.5).sum(-1).mean()  # kl-check: exact, latent sum, batch mean
    return -(logp.sum(-1) * advantages).mean(), kl
