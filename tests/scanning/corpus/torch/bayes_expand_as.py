import torch
import torch.nn as nn


class GaussianPrior(nn.Module):
    def kl(self, mu, logvar):
        prior_mu = self.prior_mu.expand_as(mu)
        prior_logvar = self.prior_logvar.expand_as(logvar)
        kl = 0.5 * (prior_logvar - logvar + (logvar.exp() + (mu - prior_mu).pow(2)) / prior_logvar.exp() - 1)
        return kl.sum(1).mean(0)  # kl-check: exact, latent sum, batch mean
