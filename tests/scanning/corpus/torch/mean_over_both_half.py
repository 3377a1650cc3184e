import torch


class Loss(torch.nn.Module):
    def forward(self, pred, y, mu, log_sigma2):
        mse = ((pred - y) ** 2).mean()
        kl = -0.5 * (1 + log_sigma2 - mu ** 2 - log_sigma2.exp()).mean()  # kl-check: scaled, latent mean, batch mean, mean-over-latents
        return mse + 1e-3 * kl
