import torch


def gauss_kl(mu_old, log_std_old, mu_new, log_std_new):
    """KL(old || new) of diagonal Gaussian policies, for each state."""
    var_old = torch.exp(2 * log_std_old)
    var_new = torch.exp(2 * log_std_new)
    kl = (log_std_new - log_std_old + (var_old + (mu_old - mu_new).pow(2)) / (2.0 * var_new) - 0.5)
    return kl.sum(-1)  # kl-check: exact, latent sum, batch none


def surrogate(log_pi, log_pi_old, advantages):
    ratio = torch.exp(log_pi - log_pi_old)
    return (ratio * advantages).mean()


def adapt(kl, desired_kl, lr):
    if kl.mean() > desired_kl * 2.0:
        lr = max(1e-5, lr / 1.5)
    elif 0.0 < kl.mean() < desired_kl / 2.0:
        lr = min(1e-2, lr * 1.5)
    return lr
