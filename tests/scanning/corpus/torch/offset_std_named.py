import torch
import torch.nn as nn


class LatentEncoder(nn.Module):
    def forward(self, x, y):
        h = self.net(torch.cat([x, y], dim=-1)).mean(dim=1)
        mu = self.mu_head(h)
        sigma = 0.1 + 0.9 * torch.sigmoid(self.sigma_head(h))
        return torch.distributions.Normal(mu, sigma)


def np_loss(model, x_c, y_c, x_t, y_t):
    prior = model.encoder(x_c, y_c)
    posterior = model.encoder(x_t, y_t)
    z = posterior.rsample()
    nll = -model.decoder(z, x_t).log_prob(y_t).sum(-1).mean()
    kl = torch.distributions.kl_divergence(posterior, prior).sum(-1).mean()  # kl-check: exact, latent sum, batch mean
    return nll + kl
