import numpy as np


class VAE:
    def __init__(self, nz=20, batch_size=64):
        self.nz = nz
        self.batch_size = batch_size

    def encoder(self, img):
        self.e_mu = np.matmul(self.h, self.W_mu) + self.b_mu
        self.e_logvar = np.matmul(self.h, self.W_logvar) + self.b_logvar
        self.rand_sample = np.random.standard_normal(size=(self.batch_size, self.nz))
        self.sample_z = self.e_mu + np.exp(self.e_logvar * .5) * self.rand_sample
        return self.sample_z, self.e_mu, self.e_logvar

    def backward(self, x, out):
        # Calculate encoder gradients from KL
        dL_l = 0.5 * (np.exp(self.e_logvar) - 1)
        dL_m = self.e_mu
        return dL_l, dL_m

    def train(self):
        for it in range(100):
            out, mu, logvar = self.forward(batch)
            rec_loss = BCELoss(out, batch)
            kl = -0.5 * np.sum(1 + logvar - np.power(mu, 2) - np.exp(logvar))  # kl-check: exact, latent sum, batch sum
            loss = rec_loss + kl
            loss = loss / self.batch_size
