"""The mean over latents where the sum is due."""

from kl_check.model.mistake import Mistake

MISTAKE = Mistake(
    "mean-over-latents",
    "the mean over latents where the sum is due",
    (
        "The KL of a vector of independent latents is the sum of their KLs. A mean divides it by J, the "
        "number of latents: beside a reconstruction term summed over pixels this is a weight β = 1/J, so the "
        "prior hardly counts."
    ),
    wrong="-0.5 * torch.mean(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)",
    right="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)",
)
