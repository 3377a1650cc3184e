import torch
import torch.nn as nn


def kl_normal(mu_q, sigma_q, mu_p, sigma_p):
    var_ratio = (sigma_q / sigma_p) ** 2
    t1 = ((mu_q - mu_p) / sigma_p) ** 2
    return 0.5 * (var_ratio + t1 - 1 - var_ratio.log())  # kl-check: exact, latent none, batch none


class StochasticRNN(nn.Module):
    def forward(self, obs):
        h = self.init_hidden(obs.size(1))
        kls = []
        for t in range(obs.size(0)):
            mu_p, sigma_p = self.prior_net(h)
            mu_q, sigma_q = self.posterior_net(torch.cat([h, obs[t]], -1))
            z = mu_q + sigma_q * torch.randn_like(sigma_q)
            kls.append(kl_normal(mu_q, sigma_q, mu_p, sigma_p).sum(-1))
            h = self.cell(z, h)
        kl = torch.stack(kls, 0).sum(0).mean()
        return kl
