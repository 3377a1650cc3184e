import torch
import torch.nn as nn
import torch.nn.functional as F


def log_gaussian(x, mu, log_var):
    log_pdf = -0.5 * torch.log(2 * torch.tensor(torch.pi)) - log_var / 2 - (x - mu) ** 2 / (2 * torch.exp(log_var))
    return torch.sum(log_pdf, dim=-1)


def log_standard_gaussian(x):
    return torch.sum(-0.5 * torch.log(2 * torch.tensor(torch.pi)) - x ** 2 / 2, dim=-1)


class LadderVAE(nn.Module):
    def _kld(self, z, q_param, p_param=None):
        (mu, log_var) = q_param
        qz = log_gaussian(z, mu, log_var)
        if p_param is None:
            pz = log_standard_gaussian(z)
        else:
            (mu, log_var) = p_param
            pz = log_gaussian(z, mu, log_var)
        kl = qz - pz  # kl-check: exact, latent sum, batch none
        return kl

    def forward(self, x):
        latents = []
        for i, encoder in enumerate(self.encoder):
            x, (z, mu, log_var) = encoder(x)
            latents.append((mu, log_var))
        latents = list(reversed(latents))
        self.kl_divergence = 0
        for i, decoder in enumerate([-1, *self.decoder]):
            l_mu, l_log_var = latents[i]
            if i == 0:
                self.kl_divergence += self._kld(z, (l_mu, l_log_var))
            else:
                z, kl = decoder(z, l_mu, l_log_var)
                self.kl_divergence += self._kld(*kl)
        return self.reconstruction(z)
