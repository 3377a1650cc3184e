import math

import torch


def gaussian_entropy(log_std):
    return (log_std + 0.5 * math.log(2 * math.pi * math.e)).sum(-1)


class Actor(torch.nn.Module):
    def entropy(self, mean, std):
        return 0.5 + 0.5 * math.log(2 * math.pi) + torch.log(std)

    def evaluate(self, mean, std, action):
        var = std.pow(2)
        log_prob = -((action - mean) ** 2) / (2 * var) - std.log() - math.log(math.sqrt(2 * math.pi))
        entropy = (0.5 + 0.5 * math.log(2 * math.pi) + std.log()).sum(-1)
        return log_prob.sum(-1), entropy.mean()
