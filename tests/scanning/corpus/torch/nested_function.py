import torch


def make_loss(beta):
    def kl_term(mu, rho):
        sigma = torch.nn.functional.softplus(rho)
        return (sigma.pow(2) + mu.pow(2) - 1).mul(0.5).sub(sigma.log()).sum(-1)  # kl-check: exact, latent sum, batch none

    def loss(rec, mu, rho):
        return rec + beta * kl_term(mu, rho).mean()

    return loss
