import torch
import torch.nn as nn
from torch.autograd import Variable

reconstruction_function = nn.BCELoss()
reconstruction_function.size_average = False


class VAE(nn.Module):
    def reparametrize(self, mu, logvar):
        std = logvar.mul(0.5).exp_()
        if torch.cuda.is_available():
            eps = torch.cuda.FloatTensor(std.size()).normal_()
        else:
            eps = torch.FloatTensor(std.size()).normal_()
        eps = Variable(eps)
        return eps.mul(std).add_(mu)


def loss_function(recon_x, x, mu, logvar):
    """
    recon_x: generating images
    x: origin images
    """
    BCE = reconstruction_function(recon_x, x)  # mse loss
    # loss = 0.5 * sum(1 + log(sigma^2) - mu^2 - sigma^2)
    KLD_element = mu.pow(2).add_(logvar.exp()).mul_(-1).add_(1).add_(logvar)
    KLD = torch.sum(KLD_element).mul_(-0.5)  # kl-check: exact, latent sum, batch sum
    return BCE + KLD
