import torch
import torch.nn as nn


class LinearVAE(nn.Module):
    def __init__(self, features=16):
        super().__init__()
        self.features = features
        self.enc1 = nn.Linear(in_features=784, out_features=512)
        self.enc2 = nn.Linear(in_features=512, out_features=features * 2)

    def reparameterize(self, mu, log_var):
        """
        :param mu: mean from the encoder's latent space
        :param log_var: log variance from the encoder's latent space
        """
        std = torch.exp(0.5 * log_var)  # standard deviation
        eps = torch.randn_like(std)  # `randn_like` as we need the same size
        sample = mu + (eps * std)  # sampling as if coming from the input space
        return sample

    def forward(self, x):
        x = torch.relu(self.enc1(x))
        x = self.enc2(x).view(-1, 2, self.features)
        mu = x[:, 0, :]  # the first feature values as mean
        log_var = x[:, 1, :]  # the other feature values as variance
        z = self.reparameterize(mu, log_var)
        return z, mu, log_var


def final_loss(bce_loss, mu, logvar):
    BCE = bce_loss
    KLD = -0.5 * torch.mean(1 + logvar - mu.pow(2) - logvar.exp())  # kl-check: scaled, latent mean, batch mean, mean-over-latents
    return BCE + KLD
