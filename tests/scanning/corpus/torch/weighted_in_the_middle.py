import torch


def step(model, x, step, cfg):
    out = model(x)
    mu, logvar = out.mu, out.logvar
    nll = out.nll.mean()
    kl = torch.sum(0.5 * (mu.pow(2) + logvar.exp() - logvar - 1), dim=-1)
    kl = torch.clamp(kl - cfg.free_nats, min=0).mean() + cfg.free_nats  # kl-check: approximate, latent sum, batch mean, clamp
    return nll + cfg.beta * kl
