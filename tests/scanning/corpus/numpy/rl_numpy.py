import numpy as np


class DiagGaussian:
    def kl(self, prob0, prob1):
        mean0, std0 = prob0[:, :self.d], prob0[:, self.d:]
        mean1, std1 = prob1[:, :self.d], prob1[:, self.d:]
        return np.log(std1 / std0).sum(axis=1) + ((std0 ** 2 + (mean0 - mean1) ** 2) / (2.0 * std1 ** 2)).sum(axis=1) - 0.5 * self.d  # kl-check: exact, latent sum, batch none

    def loglikelihood(self, a, prob):
        mean0 = prob[:, :self.d]
        std0 = prob[:, self.d:]
        return - 0.5 * np.square((a - mean0) / std0).sum(axis=1) - 0.5 * np.log(2.0 * np.pi) * self.d - np.log(std0).sum(axis=1)

    def entropy(self, prob):
        std_nd = prob[:, self.d:]
        return np.log(std_nd).sum(axis=1) + .5 * np.log(2 * np.pi * np.e) * self.d
