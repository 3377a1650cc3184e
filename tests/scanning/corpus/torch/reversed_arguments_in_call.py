import torch


def kl_gaussian(m1, lv1, m2, lv2):
    """KL(N(m1, exp(lv1)) || N(m2, exp(lv2)))."""
    return 0.5 * torch.sum(lv2 - lv1 + (lv1.exp() + (m1 - m2).pow(2)) / lv2.exp() - 1, dim=-1)


class HierarchicalVAE(torch.nn.Module):
    def forward(self, x):
        post_mean, post_logvar = self.posterior(x)
        prior_mean, prior_logvar = self.prior(self.context(x))
        z = post_mean + torch.exp(0.5 * post_logvar) * torch.randn_like(post_mean)
        kl = kl_gaussian(prior_mean, prior_logvar, post_mean, post_logvar)  # kl-check: wrong, latent sum, batch none, reversed
        return self.decode(z), kl
