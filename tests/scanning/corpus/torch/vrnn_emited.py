import torch
import torch.nn as nn
from torch.autograd import Variable

EPS = torch.finfo(torch.float).eps


class VRNN(nn.Module):
    def __init__(self, x_dim, h_dim, z_dim, n_layers, bias=False):
        super().__init__()
        self.enc_std = nn.Sequential(nn.Linear(h_dim, z_dim), nn.Softplus())
        self.prior_std = nn.Sequential(nn.Linear(h_dim, z_dim), nn.Softplus())

    def forward(self, x):
        all_enc_mean, all_enc_std = [], []
        kld_loss = 0
        nll_loss = 0
        h = Variable(torch.zeros(self.n_layers, x.size(1), self.h_dim))
        for t in range(x.size(0)):
            phi_x_t = self.phi_x(x[t])
            # encoder
            enc_t = self.enc(torch.cat([phi_x_t, h[-1]], 1))
            enc_mean_t = self.enc_mean(enc_t)
            enc_std_t = self.enc_std(enc_t)
            # prior
            prior_t = self.prior(h[-1])
            prior_mean_t = self.prior_mean(prior_t)
            prior_std_t = self.prior_std(prior_t)
            # sampling and reparameterization
            z_t = self._reparameterized_sample(enc_mean_t, enc_std_t)
            phi_z_t = self.phi_z(z_t)
            dec_t = self.dec(torch.cat([phi_z_t, h[-1]], 1))
            dec_mean_t = self.dec_mean(dec_t)
            dec_std_t = self.dec_std(dec_t)
            _, h = self.rnn(torch.cat([phi_x_t, phi_z_t], 1).unsqueeze(0), h)
            # computing losses
            kld_loss += self._kld_gauss(enc_mean_t, enc_std_t, prior_mean_t, prior_std_t)
            nll_loss += self._nll_gauss(dec_mean_t, dec_std_t, x[t])
            all_enc_std.append(enc_std_t)
            all_enc_mean.append(enc_mean_t)
        return kld_loss, nll_loss, (all_enc_mean, all_enc_std)

    def _reparameterized_sample(self, mean, std):
        """using std to sample"""
        eps = torch.FloatTensor(std.size()).normal_()
        eps = Variable(eps)
        return eps.mul(std).add_(mean)

    def _kld_gauss(self, mean_1, std_1, mean_2, std_2):
        """Using std to compute KLD"""
        kld_element = (
            2 * torch.log(std_2 + EPS)
            - 2 * torch.log(std_1 + EPS)
            + (std_1.pow(2) + (mean_1 - mean_2).pow(2)) / std_2.pow(2)
            - 1
        )
        return 0.5 * torch.sum(kld_element)  # kl-check: approximate, latent sum, batch sum, eps-bias

    def _nll_gauss(self, mean, std, x):
        return torch.sum(torch.log(std + EPS) + torch.log(2 * torch.tensor(3.14159)) / 2 + (x - mean).pow(2) / (2 * std.pow(2)))
