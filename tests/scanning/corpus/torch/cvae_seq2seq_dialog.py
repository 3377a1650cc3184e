import numpy as np
import torch
import torch.nn as nn


def gaussian_kld(recog_mu, recog_logvar, prior_mu, prior_logvar):
    kld = -0.5 * torch.sum(
        1
        + (recog_logvar - prior_logvar)
        - torch.div(torch.pow(prior_mu - recog_mu, 2), torch.exp(prior_logvar))
        - torch.div(torch.exp(recog_logvar), torch.exp(prior_logvar)),
        1,
    )  # kl-check: exact, latent sum, batch none
    return kld


def sample_gaussian(mu, logvar):
    epsilon = logvar.new_empty(logvar.size()).normal_()
    std = torch.exp(0.5 * logvar)
    z = mu + std * epsilon
    return z


class KgRnnCVAE(nn.Module):
    def loss(self, cond_embedding, output_embedding, global_t):
        recog_input = torch.cat([cond_embedding, output_embedding], 1)
        self.recog_mulogvar = self.recogNet_mulogvar(recog_input)
        recog_mu, recog_logvar = torch.chunk(self.recog_mulogvar, 2, 1)
        prior_mulogvar = self.priorNet_mulogvar(cond_embedding)
        prior_mu, prior_logvar = torch.chunk(prior_mulogvar, 2, 1)
        latent_sample = sample_gaussian(recog_mu, recog_logvar)
        kld = gaussian_kld(recog_mu, recog_logvar, prior_mu, prior_logvar)
        self.avg_kld = torch.mean(kld)
        self.kl_w = min(global_t / self.full_kl_step, 1.0)
        self.elbo = self.avg_rc_loss + self.kl_w * self.avg_kld
        return self.elbo, latent_sample
