import torch
import torch.nn as nn


class HVAE(nn.Module):
    def kl_layer(self, mu, logvar):
        return (-0.5 * (1 + logvar - mu ** 2 - logvar.exp())).sum(dim=[1, 2, 3])  # kl-check: exact, latent sum, batch none

    def forward(self, x):
        feats = self.encoder(x)
        total_kl = 0.0
        for layer, feat in zip(self.heads, feats):
            mu, logvar = layer(feat).chunk(2, dim=1)
            z = mu + torch.exp(0.5 * logvar) * torch.randn_like(mu)
            total_kl = total_kl + self.kl_layer(mu, logvar)
        return self.decoder(z), total_kl.mean()
