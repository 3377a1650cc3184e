import torch


class M(torch.nn.Module):
    def compute_kl(self, mu, logvar, mask=None):
        if mu is None:
            return torch.tensor(0.0)
        kld = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), -1)  # kl-check: exact, latent sum, batch none
        if mask is not None:
            kld = kld * mask
        return kld
