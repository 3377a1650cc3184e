import torch
import torch.distributions as td


class RSSMLoss:
    def kl_loss(self, prior, posterior):
        prior_dist = td.Independent(td.Normal(prior.mean, prior.std), 1)
        post_dist = td.Independent(td.Normal(posterior.mean, posterior.std), 1)
        if self.kl_info["use_kl_balance"]:
            alpha = self.kl_info["kl_balance_scale"]
            kl_lhs = torch.mean(td.kl_divergence(td.Independent(td.Normal(posterior.mean.detach(), posterior.std.detach()), 1), prior_dist))  # kl-check: exact, latent sum, batch mean
            kl_rhs = torch.mean(td.kl_divergence(post_dist, td.Independent(td.Normal(prior.mean.detach(), prior.std.detach()), 1)))  # kl-check: exact, latent sum, batch mean
            kl_loss = alpha * kl_lhs + (1 - alpha) * kl_rhs
        else:
            kl_loss = torch.mean(td.kl_divergence(post_dist, prior_dist))  # kl-check: exact, latent sum, batch mean
        return prior_dist, post_dist, kl_loss
