import torch
import torch.nn as nn


class TopDown(nn.Module):
    def forward(self, feats):
        kls = []
        z = self.z0.expand(feats[0].size(0), -1)
        for feat, post, prior in zip(feats, self.posts, self.priors):
            q_mu, q_logvar = post(torch.cat([feat, z], 1)).chunk(2, 1)
            p_mu, p_logvar = prior(z).chunk(2, 1)
            z = q_mu + (0.5 * q_logvar).exp() * torch.randn_like(q_mu)
            kl = 0.5 * (p_logvar - q_logvar + (q_logvar.exp() + (q_mu - p_mu) ** 2) / p_logvar.exp() - 1).sum(1)  # kl-check: exact, latent sum, batch none
            kls.append(kl)
        return z, torch.stack(kls, dim=1).sum(dim=1).mean()
