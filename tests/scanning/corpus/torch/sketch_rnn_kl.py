import numpy as np
import torch


class Model():
    def kullback_leibler_loss(self):
        LKL = -0.5 * torch.sum(1 + self.sigma - self.mu ** 2 - torch.exp(self.sigma)) \
            / float(hp.Nz * hp.batch_size)  # kl-check: scaled, latent mean, batch mean, mean-over-latents, clamp
        KL_min = torch.Tensor([hp.KL_min]).detach()
        return hp.wKL * self.eta_step * torch.max(LKL, KL_min)

    def train(self, epoch):
        batch, lengths = make_batch(hp.batch_size)
        z, self.mu, self.sigma = self.encoder(batch, hp.batch_size)
        LKL = self.kullback_leibler_loss()
        LR = self.reconstruction_loss(mask, dx, dy, p, epoch)
        loss = LR + LKL
        loss.backward()


class EncoderRNN(torch.nn.Module):
    def forward(self, inputs, batch_size, hidden_cell=None):
        hidden_cat = torch.cat([hidden_forward.squeeze(0), hidden_backward.squeeze(0)], 1)
        mu = self.fc_mu(hidden_cat)
        sigma_hat = self.fc_sigma(hidden_cat)
        sigma = torch.exp(sigma_hat / 2.)
        z_size = mu.size()
        N = torch.normal(torch.zeros(z_size), torch.ones(z_size))
        z = mu + sigma * N
        return z, mu, sigma_hat
