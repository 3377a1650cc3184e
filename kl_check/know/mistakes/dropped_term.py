"""The mean, variance or log part is absent."""

from kl_check.model.mistake import Mistake

MISTAKE = Mistake(
    "dropped-term",
    "the mean, variance or log part is absent",
    (
        "Without the log part the variance is driven to zero, without the variance part to infinity; without "
        "the mean part the means are free."
    ),
    wrong="-0.5 * torch.sum(1 + logvar - logvar.exp())",
    right="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
)
