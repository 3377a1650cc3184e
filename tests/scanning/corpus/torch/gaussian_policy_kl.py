import torch
import torch.nn as nn


class GaussianPolicy(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.affine1 = nn.Linear(num_inputs, 64)
        self.action_mean = nn.Linear(64, num_outputs)
        self.action_log_std = nn.Parameter(torch.zeros(1, num_outputs))

    def forward(self, x):
        x = torch.tanh(self.affine1(x))
        action_mean = self.action_mean(x)
        action_log_std = self.action_log_std.expand_as(action_mean)
        action_std = torch.exp(action_log_std)
        return action_mean, action_log_std, action_std


def get_kl(policy_net, states):
    mean1, log_std1, std1 = policy_net(states)

    mean0 = mean1.detach()
    log_std0 = log_std1.detach()
    std0 = std1.detach()
    kl = log_std1 - log_std0 + (std0.pow(2) + (mean0 - mean1).pow(2)) / (2.0 * std1.pow(2)) - 0.5
    return kl.sum(1, keepdim=True)  # kl-check: exact, latent sum, batch none


def normal_log_density(x, mean, log_std, std):
    var = std.pow(2)
    log_density = -(x - mean).pow(2) / (2 * var) - 0.5 * torch.log(2 * torch.tensor(3.141592653589793)) - log_std
    return log_density.sum(1, keepdim=True)
