import torch
from torch import nn
import torch.distributions as td


class RSSM(nn.Module):
    def get_dist(self, mean, std):
        return td.independent.Independent(td.Normal(mean, std), 1)

    def forward(self, prior, posterior, free_nats=3.0):
        prior_dist = self.get_dist(prior["mean"], prior["std"])
        post_dist = self.get_dist(posterior["mean"], posterior["std"])
        div = torch.distributions.kl.kl_divergence(post_dist, prior_dist).mean()  # kl-check: exact, latent sum, batch mean
        return div


class WorldModel(nn.Module):
    def loss(self, obs, prior, posterior, obs_pred):
        likelihood = obs_pred.log_prob(obs).mean()
        div = self.rssm(prior, posterior)
        div = torch.max(div, div.new_full(div.size(), 3.0))
        return self.kl_scale * div - likelihood
