import torch


def bhattacharyya(mu1, var1, mu2, var2):
    return 0.25 * (mu1 - mu2) ** 2 / (var1 + var2) + 0.5 * torch.log((var1 + var2) / (2 * torch.sqrt(var1 * var2)))


def hellinger(mu1, sigma1, mu2, sigma2):
    s = sigma1 ** 2 + sigma2 ** 2
    return 1 - torch.sqrt(2 * sigma1 * sigma2 / s) * torch.exp(-0.25 * (mu1 - mu2) ** 2 / s)


def gaussian_overlap(mu1, sigma1, mu2, sigma2):
    var = sigma1 ** 2 + sigma2 ** 2
    return -0.5 * ((mu1 - mu2) ** 2 / var + torch.log(var))
