import torch
import torch.nn as nn


class KLLoss(nn.Module):
    def __init__(self, reduction="mean"):
        super().__init__()
        self.reduction = reduction

    def forward(self, mu, logvar):
        loss = -0.5 * (1.0 + logvar - mu.square() - logvar.exp())
        loss = loss.flatten(1).sum(-1)
        if self.reduction == "mean":
            return loss.mean()  # kl-check: exact, latent sum, batch mean
        elif self.reduction == "sum":
            return loss.sum()
        return loss
