import torch


def multimodal_kl(mus, logvars, weights):
    """One KL for each modality, weighted and summed."""
    klds = []
    for mu, logvar in zip(mus, logvars):
        kld = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)
        klds.append(kld.mean())  # kl-check: exact, latent sum, batch mean
    return sum(w * k for w, k in zip(weights, klds))


def reparameterize(mu, logvar):
    std = logvar.mul(0.5).exp_()
    return torch.randn_like(std).mul(std).add_(mu)
