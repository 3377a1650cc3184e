import numpy as np
import torch
import torch.nn as nn


def kl_anneal_function(anneal_function, step, k, x0):
    if anneal_function == "logistic":
        return float(1 / (1 + np.exp(-k * (step - x0))))
    elif anneal_function == "linear":
        return min(1, step / x0)


NLL = nn.NLLLoss(ignore_index=0, reduction="sum")


def loss_fn(logp, target, length, mean, logv, anneal_function, step, k, x0):
    # cut-off unnecessary padding from target, and flatten
    target = target[:, :torch.max(length).item()].contiguous().view(-1)
    logp = logp.view(-1, logp.size(2))

    # Negative Log Likelihood
    NLL_loss = NLL(logp, target)

    # KL Divergence
    KL_loss = -0.5 * torch.sum(1 + logv - mean.pow(2) - logv.exp())  # kl-check: exact, latent sum, batch sum
    KL_weight = kl_anneal_function(anneal_function, step, k, x0)

    return NLL_loss, KL_loss, KL_weight


def train(model, batch, step, args):
    batch_size = batch["input"].size(0)
    logp, mean, logv, z = model(batch["input"], batch["length"])
    NLL_loss, KL_loss, KL_weight = loss_fn(logp, batch["target"], batch["length"], mean, logv, args.anneal_function, step, args.k, args.x0)
    loss = (NLL_loss + KL_weight * KL_loss) / batch_size
    loss.backward()
