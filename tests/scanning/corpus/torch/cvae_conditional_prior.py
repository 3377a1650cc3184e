import torch
import torch.nn as nn
import torch.nn.functional as F


class ConditionalVAE(nn.Module):
    """p(x|c) with a learned prior p(z|c)."""

    def __init__(self, x_dim, c_dim, z_dim, h_dim):
        super().__init__()
        self.recognition = nn.Sequential(nn.Linear(x_dim + c_dim, h_dim), nn.ReLU(), nn.Linear(h_dim, 2 * z_dim))
        self.prior = nn.Sequential(nn.Linear(c_dim, h_dim), nn.ReLU(), nn.Linear(h_dim, 2 * z_dim))
        self.decoder = nn.Sequential(nn.Linear(z_dim + c_dim, h_dim), nn.ReLU(), nn.Linear(h_dim, x_dim))

    def sample(self, mu, logvar):
        eps = torch.randn_like(mu)
        return mu + eps * torch.exp(logvar / 2)

    def forward(self, x, c):
        q_mu, q_logvar = self.recognition(torch.cat([x, c], dim=-1)).chunk(2, dim=-1)
        p_mu, p_logvar = self.prior(c).chunk(2, dim=-1)
        z = self.sample(q_mu, q_logvar)
        recon = self.decoder(torch.cat([z, c], dim=-1))
        rec_loss = F.mse_loss(recon, x, reduction="none").sum(-1).mean()
        kld = 0.5 * (p_logvar - q_logvar - 1 + (q_logvar.exp() + (q_mu - p_mu) ** 2) / p_logvar.exp())
        kld = kld.sum(-1).mean()  # kl-check: exact, latent sum, batch mean
        return rec_loss + kld, rec_loss, kld
