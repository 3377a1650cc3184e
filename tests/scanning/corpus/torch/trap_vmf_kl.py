import torch
import math


class VonMisesFisherKL(torch.nn.Module):
    def entropy(self, scale, m):
        return -scale * self.ratio(scale) - ((m / 2 - 1) * torch.log(scale) - (m / 2) * math.log(2 * math.pi) - (scale + torch.log(self.ive(scale))))

    def forward(self, scale, m):
        uniform = torch.lgamma(torch.tensor(m / 2)) - (m / 2) * math.log(math.pi) - math.log(2)
        return -self.entropy(scale, m) + uniform


def kl_laplace(loc1, scale1, loc2, scale2):
    t1 = -torch.log(scale1 / scale2)
    t2 = torch.abs(loc1 - loc2) / scale2
    t3 = scale1 / scale2 * torch.exp(-torch.abs(loc1 - loc2) / scale1)
    return t1 + t2 + t3 - 1


def kl_exponential(rate1, rate2):
    return torch.log(rate1 / rate2) + rate2 / rate1 - 1
