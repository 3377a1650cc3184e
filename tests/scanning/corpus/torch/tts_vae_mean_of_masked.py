import torch
import torch.nn as nn


class VAE_GST(nn.Module):
    def reparameterize(self, mu, logvar):
        if self.training:
            std = torch.exp(0.5 * logvar)
            eps = torch.randn_like(std)
            return eps.mul(std).add_(mu)
        else:
            return mu


class Tacotron2Loss_VAE(nn.Module):
    def KL_loss(self, mu, var):
        return torch.mean(0.5 * torch.sum(torch.exp(var) + mu ** 2 - 1. - var, 1))  # kl-check: exact, latent sum, batch mean

    def forward(self, model_output, targets, iteration):
        mel_out, mel_out_postnet, gate_out, mu, logvar, z = model_output
        mel_loss = nn.MSELoss()(mel_out, targets[0]) + nn.MSELoss()(mel_out_postnet, targets[0])
        kl_loss = self.KL_loss(mu, logvar)
        return mel_loss + self.kl_weight(iteration) * kl_loss
