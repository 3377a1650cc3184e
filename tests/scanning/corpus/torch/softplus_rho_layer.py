import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class BayesConv(nn.Module):
    def __init__(self, cin, cout, k, prior_sigma=1.0):
        super().__init__()
        self.prior_sigma = prior_sigma
        self.w_mu = nn.Parameter(torch.Tensor(cout, cin, k, k).normal_(0, 0.1))
        self.w_rho = nn.Parameter(torch.Tensor(cout, cin, k, k).fill_(-5.0))

    def sample(self):
        sigma = torch.log1p(torch.exp(self.w_rho))
        return self.w_mu + sigma * torch.randn_like(sigma)

    def kl(self):
        sigma = torch.log1p(torch.exp(self.w_rho))
        kl = math.log(self.prior_sigma) - torch.log(sigma) + (sigma ** 2 + self.w_mu ** 2) / (2 * self.prior_sigma ** 2) - 0.5
        return kl.sum()  # kl-check: exact, latent sum, batch none
