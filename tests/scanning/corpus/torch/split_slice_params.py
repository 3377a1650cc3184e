import torch
import torch.nn as nn


class SliceVAE(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.d = d

    def encode(self, x):
        params = self.net(x)
        mu = params[:, :self.d]
        sigma = 1e-6 + nn.functional.softplus(params[:, self.d:])
        return mu, sigma

    def forward(self, x):
        mu, sigma = self.encode(x)
        z = mu + sigma * torch.randn_like(sigma)
        return self.decode(z), mu, sigma


def train_step(model, x, criterion):
    x_hat, mu, sigma = model(x)
    log_sigma = torch.log(sigma)
    kl_div = -torch.mean(torch.sum(0.5 * (1 + 2 * log_sigma - mu ** 2 - sigma ** 2), dim=1))  # kl-check: exact, latent sum, batch mean
    return criterion(x_hat, x) + kl_div
