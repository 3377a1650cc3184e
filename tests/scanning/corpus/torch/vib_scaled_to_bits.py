import math

import torch
import torch.nn.functional as F


class Solver(object):
    def train(self):
        for idx, (images, labels) in enumerate(self.data_loader["train"]):
            x = images.to(self.device)
            y = labels.to(self.device)
            (mu, std), logit = self.toynet(x)

            class_loss = F.cross_entropy(logit, y).div(math.log(2))
            info_loss = -0.5 * (1 + 2 * std.log() - mu.pow(2) - std.pow(2)).sum(1).mean().div(math.log(2))  # kl-check: scaled, latent sum, batch mean, wrong-base
            total_loss = class_loss + self.beta * info_loss

            izy_bound = math.log(10, 2) - class_loss
            izx_bound = info_loss

            self.optim.zero_grad()
            total_loss.backward()
            self.optim.step()


class ToyNet(torch.nn.Module):
    def forward(self, x, num_sample=1):
        statistics = self.encode(x)
        mu = statistics[:, :self.K]
        std = F.softplus(statistics[:, self.K:] - 5, beta=1)
        encoding = self.reparametrize_n(mu, std, num_sample)
        return (mu, std), self.decode(encoding)

    def reparametrize_n(self, mu, std, n=1):
        eps = std.data.new(std.size()).normal_()
        return mu + eps * std
