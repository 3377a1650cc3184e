import torch


class Gaussian:
    def __init__(self, mean, logvar):
        self.mean = mean
        self.logvar = logvar

    @property
    def std(self):
        return torch.exp(0.5 * self.logvar)

    def rsample(self):
        return self.mean + self.std * torch.randn_like(self.std)

    def kl_to_standard(self):
        return 0.5 * torch.sum(self.mean ** 2 + self.std ** 2 - 1 - 2 * torch.log(self.std), dim=1)  # kl-check: exact, latent sum, batch none
