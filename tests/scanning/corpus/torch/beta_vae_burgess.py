import torch
import torch.nn.functional as F
from torch.autograd import Variable


def reconstruction_loss(x, x_recon, distribution):
    batch_size = x.size(0)
    assert batch_size != 0

    if distribution == "bernoulli":
        recon_loss = F.binary_cross_entropy_with_logits(x_recon, x, size_average=False).div(batch_size)
    elif distribution == "gaussian":
        x_recon = F.sigmoid(x_recon)
        recon_loss = F.mse_loss(x_recon, x, size_average=False).div(batch_size)
    else:
        recon_loss = None

    return recon_loss


def kl_divergence(mu, logvar):
    batch_size = mu.size(0)
    assert batch_size != 0
    if mu.data.ndimension() == 4:
        mu = mu.view(mu.size(0), mu.size(1))
    if logvar.data.ndimension() == 4:
        logvar = logvar.view(logvar.size(0), logvar.size(1))

    klds = -0.5 * (1 + logvar - mu.pow(2) - logvar.exp())
    total_kld = klds.sum(1).mean(0, True)  # kl-check: exact, latent sum, batch mean
    dimension_wise_kld = klds.mean(0)
    mean_kld = klds.mean(1).mean(0, True)

    return total_kld, dimension_wise_kld, mean_kld


class Solver(object):
    def train(self):
        self.net_mode(train=True)
        self.C_max = Variable(torch.FloatTensor([self.C_max]))
        out = False
        while not out:
            for x in self.data_loader:
                self.global_iter += 1
                x_recon, mu, logvar = self.net(x)
                recon_loss = reconstruction_loss(x, x_recon, self.decoder_dist)
                total_kld, dim_wise_kld, mean_kld = kl_divergence(mu, logvar)

                if self.objective == "H":
                    beta_vae_loss = recon_loss + self.beta * total_kld
                elif self.objective == "B":
                    C = torch.clamp(self.C_max / self.C_stop_iter * self.global_iter, 0, self.C_max.data[0])
                    beta_vae_loss = recon_loss + self.gamma * (total_kld - C).abs()

                self.optim.zero_grad()
                beta_vae_loss.backward()
                self.optim.step()
