import torch
import torch.nn.functional as F


def log_bernoulli(x, p):
    return torch.sum(x * torch.log(p + 1e-7) + (1 - x) * torch.log(1 - p + 1e-7), dim=1)


def elbo(x, x_mean, z_mu, z_logvar):
    log_px = log_bernoulli(x, x_mean)
    neg_kl = 0.5 * torch.sum(1 + z_logvar - z_mu ** 2 - torch.exp(z_logvar), dim=1)  # kl-check: scaled, latent sum, batch none
    return torch.mean(log_px + neg_kl)


def train_step(model, opt, x):
    z_mu, z_logvar = model.encode(x)
    z = z_mu + torch.exp(0.5 * z_logvar) * torch.randn_like(z_mu)
    loss = -elbo(x, model.decode(z), z_mu, z_logvar)
    opt.zero_grad()
    loss.backward()
    opt.step()
