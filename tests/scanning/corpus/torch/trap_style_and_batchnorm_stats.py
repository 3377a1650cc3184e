import torch


def calc_mean_std(feat, eps=1e-5):
    n, c = feat.size()[:2]
    feat_var = feat.view(n, c, -1).var(dim=2) + eps
    feat_std = feat_var.sqrt().view(n, c, 1, 1)
    feat_mean = feat.view(n, c, -1).mean(dim=2).view(n, c, 1, 1)
    return feat_mean, feat_std


def style_loss(input_feat, target_feat):
    mean_a, std_a = calc_mean_std(input_feat)
    mean_b, std_b = calc_mean_std(target_feat)
    return ((mean_a - mean_b) ** 2).mean() + ((std_a - std_b) ** 2).mean()


def normalize(x, mean, std):
    return (x - mean) / std


def wasserstein2(mu1, sigma1, mu2, sigma2):
    return ((mu1 - mu2) ** 2).sum(-1) + ((sigma1 - sigma2) ** 2).sum(-1)


def update_running(mean, var, batch_mean, batch_var, n, m):
    delta = batch_mean - mean
    total = n + m
    new_var = (var * n + batch_var * m + delta ** 2 * n * m / total) / total
    return mean + delta * m / total, new_var
