import torch


class Loss(torch.nn.Module):
    def forward(self, recon, target, mean, logvar):
        n = mean.shape[0]
        rec = torch.nn.functional.mse_loss(recon, target, reduction="sum") / n
        kl = -0.5 * torch.sum(1 + logvar - mean.pow(2) - logvar.exp()) / n  # kl-check: exact, latent sum, batch mean
        return rec + self.beta * kl
