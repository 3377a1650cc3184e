import torch
import torch.distributions as D


class Model(torch.nn.Module):
    def loss(self, x):
        mu, std = self.encode(x)
        q_z = D.Normal(mu, std)
        p_z = D.Normal(torch.zeros_like(mu), torch.ones_like(std))
        z = q_z.rsample()
        nll = -self.decode(z).log_prob(x).sum(-1)
        kl = p_z.log_prob(z).sum(-1) - q_z.log_prob(z).sum(-1)  # kl-check: scaled, latent sum, batch none, sign
        return (nll + kl).mean()
