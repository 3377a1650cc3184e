import torch
import torch.nn as nn


class DMM(nn.Module):
    def kl_div(self, mu1, logvar1, mu2=None, logvar2=None):
        if mu2 is None:
            mu2 = torch.zeros(1, device=mu1.device)
        if logvar2 is None:
            logvar2 = torch.zeros(1, device=mu1.device)

        return 0.5 * (
            logvar2 - logvar1 + (
                torch.exp(logvar1) + (mu1 - mu2).pow(2)
            ) / torch.exp(logvar2) - torch.ones(1, device=mu1.device)
        )  # kl-check: exact, latent none, batch none

    def infer(self, x, x_rev, x_lens):
        kl_states = torch.zeros((x.size(0), x.size(1), self.z_dim)).to(x.device)
        for t in range(x.size(1)):
            z_prior, z_prior_mean, z_prior_logvar = self.trans(z_prev)
            z_t, z_mean, z_logvar = self.combiner(z_prev, h_rnn[:, t, :])
            kl = self.kl_div(z_mean, z_logvar, z_prior_mean, z_prior_logvar)
            kl_states[:, t, :] = kl
            z_prev = z_t
        return kl_states.mean()
