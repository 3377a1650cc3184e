import torch
import torch.nn as nn


class SequenceVAE(nn.Module):
    def loss(self, x, mask):
        q_mu, q_logvar = self.infer(x)
        z = q_mu + (0.5 * q_logvar).exp() * torch.randn_like(q_mu)
        p_mu, p_logvar = self.transition(z)
        kl = 0.5 * (p_logvar - q_logvar + (q_logvar.exp() + (q_mu - p_mu).pow(2)) / p_logvar.exp() - 1)
        kl = kl.sum(dim=-1)  # kl-check: exact, latent sum, batch none
        kl = (kl * mask).sum() / mask.sum()
        nll = self.nll(z, x, mask)
        return nll + self.beta * kl
