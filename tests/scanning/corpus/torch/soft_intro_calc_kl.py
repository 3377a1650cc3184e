import torch


def reparameterize(mu, logvar):
    device = mu.device
    std = torch.exp(0.5 * logvar)
    eps = torch.randn_like(std).to(device)
    return mu + eps * std


def calc_kl(logvar, mu, mu_o=0.0, logvar_o=0.0, reduce="sum"):
    """
    Calculate kl-divergence
    :param logvar: log-variance from the encoder
    :param mu: mean from the encoder
    """
    if not isinstance(mu_o, torch.Tensor):
        mu_o = torch.tensor(mu_o).to(mu.device)
    if not isinstance(logvar_o, torch.Tensor):
        logvar_o = torch.tensor(logvar_o).to(mu.device)
    kl = -0.5 * (1 + logvar - logvar_o - logvar.exp() / torch.exp(logvar_o) - (mu - mu_o).pow(2) / torch.exp(logvar_o)).sum(1)
    if reduce == "sum":
        kl = torch.sum(kl)  # kl-check: exact, latent sum, batch sum
    elif reduce == "mean":
        kl = torch.mean(kl)
    return kl
