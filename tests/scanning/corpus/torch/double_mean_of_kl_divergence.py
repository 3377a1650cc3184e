import torch
from torch.distributions import Normal, kl_divergence


class Agent(torch.nn.Module):
    def skill_prior_loss(self, batch):
        q = Normal(self.q_mean(batch), self.q_log_std(batch).exp())
        p = Normal(self.p_mean(batch), self.p_log_std(batch).exp())
        kl = kl_divergence(q, p).mean()  # kl-check: scaled, latent mean, batch mean, mean-over-latents
        return self.rec(batch) + self.beta * kl
