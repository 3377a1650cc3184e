import torch
from torch.distributions.multivariate_normal import MultivariateNormal
from torch.distributions.kl import kl_divergence


class Trainer:
    def loss(self, x):
        mu, logvar = self.model.encode(x)
        q = MultivariateNormal(mu, torch.diag_embed(logvar.exp()))
        p = MultivariateNormal(torch.zeros_like(mu), torch.eye(mu.size(-1)).expand(mu.size(0), -1, -1))
        kl = kl_divergence(q, p).mean()  # kl-check: exact, latent sum, batch mean
        z = q.rsample()
        recon = self.model.decode(z)
        return ((recon - x) ** 2).sum(-1).mean() + self.beta * kl
