import math

import torch


def ciou(b1, b2, eps=1e-7):
    w1, h1, w2, h2 = b1[..., 2], b1[..., 3], b2[..., 2], b2[..., 3]
    inter = (torch.min(b1[..., 2], b2[..., 2]) - torch.max(b1[..., 0], b2[..., 0])).clamp(0)
    union = w1 * h1 + w2 * h2 - inter + eps
    iou = inter / union
    rho2 = ((b2[..., 0] - b1[..., 0]) ** 2 + (b2[..., 1] - b1[..., 1]) ** 2) / 4
    c2 = w1 ** 2 + h1 ** 2 + eps
    v = (4 / math.pi ** 2) * torch.pow(torch.atan(w2 / h2) - torch.atan(w1 / h1), 2)
    alpha = v / (v - iou + (1 + eps))
    return iou - (rho2 / c2 + v * alpha)


def encode_boxes(gx, gy, gw, gh, ex, ey, ew, eh):
    dx = (gx - ex) / ew
    dy = (gy - ey) / eh
    dw = torch.log(gw / ew)
    dh = torch.log(gh / eh)
    return torch.stack((dx, dy, dw, dh), dim=1)


def smooth_l1_with_uncertainty(pred, target, log_sigma):
    diff = torch.abs(pred - target)
    return (torch.exp(-log_sigma) * diff + log_sigma).mean()
