import theano
import theano.tensor as T


def KLGaussianStdGaussian(mu, sig):
    kl = T.sum(0.5 * (-2 * T.log(sig) + mu**2 + sig**2 - 1), axis=-1)  # kl-check: exact, latent sum, batch none
    return kl


def KLGaussianGaussian(mu1, sig1, mu2, sig2, keep_dims=0):
    """
    Returns the kl divergence of two Gaussians, each with mean and std.
    """
    if keep_dims:
        kl = 0.5 * (2 * T.log(sig2) - 2 * T.log(sig1) +
                    (sig1**2 + (mu1 - mu2)**2) /
                    sig2**2 - 1)  # kl-check: exact, latent none, batch none
    else:
        kl = T.sum(0.5 * (2 * T.log(sig2) - 2 * T.log(sig1) +
                   (sig1**2 + (mu1 - mu2)**2) /
                   sig2**2 - 1), axis=-1)  # kl-check: exact, latent sum, batch none
    return kl


def Gaussian(y, mu, sig):
    nll = 0.5 * T.sum(T.sqr(y - mu) / sig**2 + 2 * T.log(sig) + T.log(2 * 3.14159), axis=-1)
    return nll
