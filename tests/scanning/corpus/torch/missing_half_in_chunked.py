import torch
import torch.nn as nn
import torch.nn.functional as F


class AE(nn.Module):
    def forward(self, x):
        stats = self.encoder(x)
        mu, logvar = stats.chunk(2, 1)
        z = mu + torch.exp(logvar / 2) * torch.randn_like(mu)
        return self.decoder(z), mu, logvar


def train_epoch(model, loader, opt, beta):
    for x in loader:
        rec, mu, logvar = model(x)
        rec_loss = F.mse_loss(rec, x, reduction="sum") / x.size(0)
        kl_loss = torch.mean(torch.sum(mu ** 2 + logvar.exp() - logvar - 1, dim=1))  # kl-check: scaled, latent sum, batch mean, missing-half
        loss = rec_loss + beta * kl_loss
        opt.zero_grad()
        loss.backward()
        opt.step()
