import math

import torch as t
import torch.nn as nn


class LatentModel(nn.Module):
    def __init__(self, num_hidden):
        super(LatentModel, self).__init__()
        self.BCELoss = nn.BCELoss()

    def forward(self, context_x, context_y, target_x, target_y=None):
        num_targets = target_x.size(1)
        prior_mu, prior_var, prior = self.latent_encoder(context_x, context_y)
        # For training
        if target_y is not None:
            posterior_mu, posterior_var, posterior = self.latent_encoder(target_x, target_y)
            z = posterior
        else:
            z = prior
        y_pred = self.decoder(z, target_x)
        if target_y is not None:
            bce_loss = self.BCELoss(t.sigmoid(y_pred), target_y)
            kl = self.kl_div(prior_mu, prior_var, posterior_mu, posterior_var)
            loss = bce_loss + kl
        else:
            kl = None
            loss = None
        return y_pred, kl, loss

    def kl_div(self, prior_mu, prior_var, posterior_mu, posterior_var):
        kl_div = (t.exp(posterior_var) + (posterior_mu - prior_mu) ** 2) / t.exp(prior_var) - 1.0 + (prior_var - posterior_var)
        kl_div = 0.5 * kl_div.sum()  # kl-check: exact, latent sum, batch sum
        return kl_div
