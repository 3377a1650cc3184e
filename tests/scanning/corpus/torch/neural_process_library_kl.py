import torch
from torch import nn
from torch.distributions import Normal
from torch.distributions.kl import kl_divergence


class NeuralProcess(nn.Module):
    def mu_sigma_to_q(self, mu, sigma):
        return Normal(mu, sigma)

    def xy_to_mu_sigma(self, x, y):
        r_i = self.xy_to_r(x, y)
        r = self.aggregate(r_i)
        return self.r_to_mu_sigma(r)


class NeuralProcessTrainer:
    def train_step(self, x_context, y_context, x_target, y_target):
        p_y_pred, q_target, q_context = self.neural_process(x_context, y_context, x_target, y_target)
        loss = self._loss(p_y_pred, y_target, q_target, q_context)
        loss.backward()
        return loss

    def _loss(self, p_y_pred, y_target, q_target, q_context):
        # Log likelihood has shape (batch_size, num_target, y_dim). Take mean over batch, sum over targets and dims
        log_likelihood = p_y_pred.log_prob(y_target).mean(dim=0).sum()
        # KL has shape (batch_size, r_dim). Take mean over batch and sum over r_dim
        kl = kl_divergence(q_target, q_context).mean(dim=0).sum()  # kl-check: exact, latent sum, batch mean
        return -log_likelihood + kl
