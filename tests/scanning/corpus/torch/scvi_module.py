import torch
from torch.distributions import Normal
from torch.distributions import kl_divergence as kl


class VAE(torch.nn.Module):
    def loss(self, tensors, inference_outputs, generative_outputs, kl_weight=1.0):
        qz_m = inference_outputs["qz_m"]
        qz_v = inference_outputs["qz_v"]
        mean = torch.zeros_like(qz_m)
        scale = torch.ones_like(qz_v)
        kl_divergence_z = kl(Normal(qz_m, torch.sqrt(qz_v)), Normal(mean, scale)).sum(dim=1)  # kl-check: exact, latent sum, batch none
        reconst_loss = self.get_reconstruction_loss(tensors["x"], generative_outputs["px_rate"])
        weighted = kl_weight * kl_divergence_z
        loss = torch.mean(reconst_loss + weighted)
        return loss
