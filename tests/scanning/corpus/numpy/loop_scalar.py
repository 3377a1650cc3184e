import math


def kl_loop(mu, logvar):
    total = 0.0
    for m, lv in zip(mu, logvar):
        total += 0.5 * (math.exp(lv) + m * m - 1.0 - lv)
    return total


def gaussian_kl_1d(mu0, var0, mu1=0.0, var1=1.0):
    return 0.5 * (math.log(var1 / var0) + (var0 + (mu0 - mu1) ** 2) / var1 - 1.0)  # kl-check: exact, latent none, batch none
