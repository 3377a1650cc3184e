import torch
import torch.nn.functional as F


def train(model, loader, optimizer, epochs, warmup):
    for epoch in range(epochs):
        beta = min(1.0, epoch / warmup)
        for x, _ in loader:
            x = x.cuda()
            recon, mu, logvar = model(x)
            loss = F.binary_cross_entropy(recon, x, reduction="sum") / x.size(0) \
                + beta * (-0.5) * torch.sum(1 + logvar - mu ** 2 - logvar.exp()) / x.size(0)  # kl-check: exact, latent sum, batch mean
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
