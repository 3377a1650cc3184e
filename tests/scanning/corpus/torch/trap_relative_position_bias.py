import torch


def relative_distance(xy, wh, xy2, wh2):
    p = (xy - xy2).pow(2) / wh2.pow(2)
    q = torch.log(wh / wh2).pow(2)
    return p + q


def temperature_scale(logits, log_temp):
    return logits * torch.exp(-log_temp) + log_temp


def gaussian_focal(pred, gt):
    pos = torch.log(pred) * torch.pow(1 - pred, 2) * gt.eq(1).float()
    neg = torch.log(1 - pred) * torch.pow(pred, 2) * torch.pow(1 - gt, 4) * gt.lt(1).float()
    return -(pos + neg).sum()


def log_scale_loss(mu, log_scale, x):
    return ((x - mu).abs() / log_scale.exp() + log_scale).mean()
