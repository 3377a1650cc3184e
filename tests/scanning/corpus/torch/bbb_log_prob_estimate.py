import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Normal


class Linear_BBB(nn.Module):
    def __init__(self, input_features, output_features, prior_var=1.):
        super().__init__()
        self.w_mu = nn.Parameter(torch.zeros(output_features, input_features))
        self.w_rho = nn.Parameter(torch.zeros(output_features, input_features))
        self.prior = torch.distributions.Normal(0, prior_var)

    def forward(self, input):
        w_epsilon = Normal(0, 1).sample(self.w_mu.shape)
        self.w = self.w_mu + torch.log(1 + torch.exp(self.w_rho)) * w_epsilon
        w_log_prior = self.prior.log_prob(self.w)
        self.log_prior = torch.sum(w_log_prior)
        self.w_post = Normal(self.w_mu.data, torch.log(1 + torch.exp(self.w_rho)))
        self.log_post = self.w_post.log_prob(self.w).sum()
        return F.linear(input, self.w)
