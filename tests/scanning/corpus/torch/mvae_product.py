import torch
import torch.nn.functional as F
from torch.autograd import Variable


def elbo_loss(recon_image, image, recon_text, text, mu, logvar, lambda_image=1.0, lambda_text=1.0, annealing_factor=1):
    image_bce, text_bce = 0, 0
    if recon_image is not None and image is not None:
        image_bce = torch.sum(binary_cross_entropy_with_logits(recon_image.view(-1, 784), image.view(-1, 784)), dim=1)
    if recon_text is not None and text is not None:
        text_bce = torch.sum(cross_entropy(recon_text, text), dim=1)
    KLD = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)  # kl-check: exact, latent sum, batch none
    ELBO = torch.mean(lambda_image * image_bce + lambda_text * text_bce + annealing_factor * KLD)
    return ELBO


def binary_cross_entropy_with_logits(input, target):
    return (torch.clamp(input, 0) - input * target + torch.log(1 + torch.exp(-torch.abs(input))))
