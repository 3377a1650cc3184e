import torch
import torch.nn.functional as F


def categorical_kl(logits_q, logits_p):
    q = F.softmax(logits_q, dim=-1)
    return torch.sum(q * (F.log_softmax(logits_q, dim=-1) - F.log_softmax(logits_p, dim=-1)), dim=-1)


def gumbel_kl(q, latent_dim, categorical_dim):
    qy = F.softmax(q, dim=-1)
    log_ratio = torch.log(qy * categorical_dim + 1e-20)
    KLD = torch.sum(qy * log_ratio, dim=-1).mean()
    return KLD


def bernoulli_kl(rho, rho_hat):
    return rho * torch.log(rho / rho_hat) + (1 - rho) * torch.log((1 - rho) / (1 - rho_hat))


class SparseAE(torch.nn.Module):
    def sparsity_penalty(self, h):
        rho_hat = torch.mean(torch.sigmoid(h), 0)
        rho = torch.ones_like(rho_hat) * self.rho
        return torch.sum(rho * torch.log(rho / rho_hat) + (1 - rho) * torch.log((1 - rho) / (1 - rho_hat)))
