import torch
import torch.nn as nn


class GaussianLoss(nn.Module):
    def forward(self, mean, logvar, target):
        inv_var = torch.exp(-logvar)
        mse = torch.pow(mean - target, 2)
        loss = (inv_var * mse + logvar).mean()
        return loss


def ensemble_loss(mean, logvar, labels, max_logvar, min_logvar, use_var_loss=True):
    inv_var = torch.exp(-logvar)
    mse_loss = torch.mean(torch.mean(torch.pow(mean - labels, 2) * inv_var, dim=-1), dim=-1)
    var_loss = torch.mean(torch.mean(logvar, dim=-1), dim=-1)
    total_loss = torch.sum(mse_loss) + torch.sum(var_loss)
    return total_loss + 0.01 * torch.sum(max_logvar) - 0.01 * torch.sum(min_logvar)


def beta_nll(mean, variance, target, beta):
    loss = 0.5 * ((target - mean) ** 2 / variance + variance.log())
    return (loss * (variance.detach() ** beta)).mean()
