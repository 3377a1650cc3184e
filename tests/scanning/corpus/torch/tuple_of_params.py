import torch


def kl_params(q, p):
    mu_q, logvar_q = q
    mu_p, logvar_p = p
    return 0.5 * torch.sum(logvar_p - logvar_q + torch.exp(logvar_q - logvar_p) + (mu_q - mu_p) ** 2 / torch.exp(logvar_p) - 1, dim=-1)  # kl-check: exact, latent sum, batch none


class Net(torch.nn.Module):
    def forward(self, x, y):
        q = self.posterior(x, y)
        p = self.prior(x)
        return kl_params(q, p).mean()
