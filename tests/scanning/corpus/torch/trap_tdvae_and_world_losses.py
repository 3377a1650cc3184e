import torch
import torch.nn.functional as F


def symlog(x):
    return torch.sign(x) * torch.log(1 + torch.abs(x))


def barlow(c, lam):
    on = torch.diagonal(c).add_(-1).pow_(2).sum()
    off = c.flatten()[:-1].pow_(2).sum()
    return on + lam * off


def vicreg(x, y):
    std_x = torch.sqrt(x.var(dim=0) + 1e-4)
    std_y = torch.sqrt(y.var(dim=0) + 1e-4)
    return F.mse_loss(x, y) + torch.mean(F.relu(1 - std_x)) / 2 + torch.mean(F.relu(1 - std_y)) / 2


def awr_weight(adv, beta):
    return torch.clamp(torch.exp(adv / beta), max=20.0)


def temperature_loss(log_alpha, logp, target_entropy):
    return -(log_alpha.exp() * (logp + target_entropy).detach()).mean()


def moment_matching(mu, std):
    return (mu ** 2).mean() + ((std - 1) ** 2).mean()


def decov(mu, logvar):
    var = logvar.exp()
    return 0.5 * torch.log(var.mean(0)).sum() - 0.5 * logvar.mean(0).sum()
