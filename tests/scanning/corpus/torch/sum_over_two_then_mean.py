import torch


def spatial_kl(mu, logvar):
    """KL of a spatial latent (B, C, H, W)."""
    kl = 0.5 * (mu ** 2 + logvar.exp() - logvar - 1)
    kl = kl.sum(dim=(1, 2, 3))
    return kl.mean(0)  # kl-check: exact, latent sum, batch mean


class Bottleneck(torch.nn.Module):
    def forward(self, h):
        mu, logvar = self.conv(h).split(self.z_channels, dim=1)
        z = mu + torch.randn_like(mu) * (logvar * 0.5).exp()
        return z, spatial_kl(mu, logvar)
