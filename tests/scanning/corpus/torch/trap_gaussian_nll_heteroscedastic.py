import torch
import torch.nn as nn


class GaussianNLL(nn.Module):
    """Heteroscedastic regression: the network predicts mean and log-variance."""

    def forward(self, mean, log_var, target):
        precision = torch.exp(-log_var)
        return torch.mean(0.5 * precision * (target - mean) ** 2 + 0.5 * log_var)


def nll_loss(mu, sigma, y):
    return (torch.log(sigma) + (y - mu) ** 2 / (2 * sigma ** 2)).mean()


def nll_full(mu, logvar, y):
    loss = 0.5 * (logvar + (y - mu).pow(2) / logvar.exp() + math.log(2 * math.pi))
    return loss.sum(dim=1).mean()
