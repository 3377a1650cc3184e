import math

import torch
import torch.nn.functional as F
from torch.nn import Module, Parameter


def calculate_kl(mu_q, sig_q, mu_p, sig_p):
    kl = 0.5 * (2 * torch.log(sig_p / sig_q) - 1 + (sig_q / sig_p).pow(2) + ((mu_p - mu_q) / sig_p).pow(2)).sum()  # kl-check: exact, latent sum, batch sum
    return kl


class BBBLinear(Module):
    def __init__(self, in_features, out_features, bias=True, priors=None):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.prior_mu = 0
        self.prior_sigma = 0.1
        self.W_mu = Parameter(torch.empty((out_features, in_features)))
        self.W_rho = Parameter(torch.empty((out_features, in_features)))

    def forward(self, x, sample=True):
        self.W_sigma = torch.log1p(torch.exp(self.W_rho))
        act_mu = F.linear(x, self.W_mu)
        act_var = 1e-16 + F.linear(x ** 2, self.W_sigma ** 2)
        act_std = torch.sqrt(act_var)
        if self.training or sample:
            eps = torch.empty(act_mu.size()).normal_(0, 1)
            return act_mu + act_std * eps
        return act_mu

    def kl_loss(self):
        return calculate_kl(self.W_mu, self.W_sigma, self.prior_mu, self.prior_sigma)
