import torch
import torch.nn as nn
import torch.nn.functional as F


class GaussianEncoder(nn.Module):
    def forward(self, x):
        h = self.backbone(x)
        out = {"mu": self.mu_head(h), "logvar": self.logvar_head(h)}
        out["z"] = self.reparameterize(out["mu"], out["logvar"])
        return out

    @staticmethod
    def reparameterize(mu, logvar):
        return mu + torch.randn_like(mu) * (0.5 * logvar).exp()


def vae_loss(batch, outputs, kl_weight=1.0):
    rec = F.l1_loss(outputs["recon"], batch["image"])
    kl = -0.5 * (1 + outputs["logvar"] - outputs["mu"] ** 2 - outputs["logvar"].exp())
    kl = kl.sum(dim=1).mean()  # kl-check: exact, latent sum, batch mean
    total = rec + kl_weight * kl
    return {"loss": total, "rec": rec.detach(), "kl": kl.detach()}
