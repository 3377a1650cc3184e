import torch
import torch.nn as nn
from torch.autograd import Variable


class VAE(nn.Module):
    def forward(self, x):
        mu, log_var = self.encode(x)
        eps = Variable(torch.randn(mu.size()))
        z = mu + torch.exp(log_var / 2) * eps
        return self.decode(z), mu, log_var


def train(model, loader, optimizer):
    for epoch in range(50):
        for i, (x, _) in enumerate(loader):
            out, mu, log_var = model(Variable(x.view(x.size(0), -1)))
            reconst_loss = nn.functional.binary_cross_entropy(out, x, size_average=False)
            kl_divergence = torch.sum(0.5 * (mu ** 2 + torch.exp(log_var) - log_var - 1))  # kl-check: exact, latent sum, batch sum
            total_loss = reconst_loss + kl_divergence
            optimizer.zero_grad()
            total_loss.backward()
            optimizer.step()
        print "Epoch", epoch, "loss", total_loss.data[0]
