import torch


class GaussianLayer(torch.nn.Module):
    def forward(self, h):
        mu = self.mu(h)
        var = torch.nn.functional.softplus(self.var(h)) + 1e-8
        z = mu + var * torch.randn_like(mu)
        kl = 0.5 * (var + mu ** 2 - 1 - torch.log(var)).sum(1).mean()  # kl-check: inconsistent, latent sum, batch mean, scale-mismatch
        return z, kl
