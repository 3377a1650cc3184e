import torch
import torch.nn.functional as F


def info_nce(z1, z2, temperature=0.07):
    z1, z2 = F.normalize(z1, dim=1), F.normalize(z2, dim=1)
    sim = torch.mm(z1, z2.t()) / temperature
    labels = torch.arange(z1.size(0), device=z1.device)
    return 0.5 * (F.cross_entropy(sim, labels) + F.cross_entropy(sim.t(), labels))


def club_mi(mu, logvar, y):
    positive = -(mu - y) ** 2 / 2. / logvar.exp()
    prediction_1 = mu.unsqueeze(1)
    y_samples_1 = y.unsqueeze(0)
    negative = -((y_samples_1 - prediction_1) ** 2).mean(dim=1) / 2. / logvar.exp()
    return (positive.sum(dim=-1) - negative.sum(dim=-1)).mean()


def club_loglik(mu, logvar, y):
    return (-(mu - y) ** 2 / logvar.exp() - logvar).sum(dim=1).mean(dim=0)


def uniformity(x, t=2):
    return torch.pdist(x, p=2).pow(2).mul(-t).exp().mean().log()
