import torch
from torch.distributions import Independent, Normal, kl_divergence


class ProbabilisticUNet(torch.nn.Module):
    def axis_aligned(self, x):
        mu_log_sigma = self.conv_layer(x).squeeze(-1).squeeze(-1)
        mu = mu_log_sigma[:, :self.latent_dim]
        log_sigma = mu_log_sigma[:, self.latent_dim:]
        return Independent(Normal(loc=mu, scale=torch.exp(log_sigma)), 1)

    def kl_divergence(self, analytic=True, calculate_posterior=False, z_posterior=None):
        if analytic:
            kl_div = kl_divergence(self.posterior_latent_space, self.prior_latent_space)
        else:
            log_posterior_prob = self.posterior_latent_space.log_prob(z_posterior)
            log_prior_prob = self.prior_latent_space.log_prob(z_posterior)
            kl_div = log_posterior_prob - log_prior_prob
        return kl_div

    def elbo(self, segm, analytic_kl=True):
        criterion = torch.nn.BCEWithLogitsLoss(reduction="none")
        z_posterior = self.posterior_latent_space.rsample()
        self.kl = torch.mean(self.kl_divergence(analytic=analytic_kl, z_posterior=z_posterior))  # kl-check: exact, latent sum, batch mean
        self.reconstruction_loss = torch.sum(criterion(self.reconstruct(z_posterior), segm))
        return -(self.reconstruction_loss + self.beta * self.kl)
