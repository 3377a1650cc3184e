"""Divided by a size that is neither the batch nor 1."""

from kl_check.model.mistake import Mistake

MISTAKE = Mistake(
    "wrong-count",
    "divided by a size that is neither the batch nor 1",
    (
        "Averaging over the batch is a mean over data points and does not change what is optimised; a further "
        "division, by the number of pixels or nodes, is a weight on the KL."
    ),
    wrong="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp()) / (batch_size * 784)",
    right="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp()) / batch_size",
)
