import torch


class ELBO(torch.nn.Module):
    def forward(self, log_likelihood, mu, sigma):
        kl = torch.sum(-torch.log(sigma) + (sigma ** 2 + mu ** 2) / 2 - 0.5, dim=1)  # kl-check: exact, latent sum, batch none
        elbo = log_likelihood - kl
        return -elbo.mean()
