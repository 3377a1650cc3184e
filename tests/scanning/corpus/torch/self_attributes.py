import torch
from torch import nn


class TextVAE(nn.Module):
    def encode(self, tokens, lengths):
        hidden = self.encoder_rnn(self.embed(tokens), lengths)
        self.mu = self.hidden2mean(hidden)
        self.logv = self.hidden2logv(hidden)
        std = torch.exp(0.5 * self.logv)
        z = torch.randn([tokens.size(0), self.latent_size], device=tokens.device)
        self.z = z * std + self.mu
        return self.z

    def kl_term(self):
        return -0.5 * torch.sum(1 + self.logv - self.mu.pow(2) - self.logv.exp())  # kl-check: exact, latent sum, batch sum

    def loss(self, logp, target, step, k, x0):
        nll = self.criterion(logp, target)
        weight = self.kl_anneal(step, k, x0)
        return (nll + weight * self.kl_term()) / target.size(0)
