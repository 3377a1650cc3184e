import torch
import torch.nn as nn


class MultiTaskLoss(nn.Module):
    """Kendall et al.: losses weighted by homoscedastic uncertainty."""

    def __init__(self, n):
        super().__init__()
        self.log_vars = nn.Parameter(torch.zeros(n))

    def forward(self, losses):
        total = 0
        for i, loss in enumerate(losses):
            precision = torch.exp(-self.log_vars[i])
            total += precision * loss + self.log_vars[i]
        return total


class AutomaticWeightedLoss(nn.Module):
    def forward(self, *x):
        loss_sum = 0
        for i, loss in enumerate(x):
            loss_sum += 0.5 / (self.params[i] ** 2) * loss + torch.log(1 + self.params[i] ** 2)
        return loss_sum


def two_tasks(loss1, loss2, sigma1, sigma2):
    return loss1 / (2 * sigma1 ** 2) + loss2 / (2 * sigma2 ** 2) + torch.log(sigma1) + torch.log(sigma2)
