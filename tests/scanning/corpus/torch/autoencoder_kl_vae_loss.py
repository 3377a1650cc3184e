import torch
from einops import rearrange


class AutoencoderKL(torch.nn.Module):
    def training_step(self, x):
        moments = self.quant_conv(self.encoder(x))
        mean, logvar = torch.chunk(moments, 2, dim=1)
        logvar = torch.clamp(logvar, -30.0, 20.0)
        std = torch.exp(0.5 * logvar)
        z = mean + std * torch.randn_like(mean)
        rec = self.decoder(self.post_quant_conv(z))
        kl_loss = 0.5 * torch.sum(mean ** 2 + torch.exp(logvar) - 1.0 - logvar, dim=[1, 2, 3])
        kl_loss = torch.sum(kl_loss) / kl_loss.shape[0]  # kl-check: exact, latent sum, batch mean
        nll = torch.abs(x - rec).sum() / x.shape[0]
        return nll + self.kl_weight * kl_loss
