"""Μ where μ² is due."""

from fractions import Fraction

from kl_check.model.mistake import Edit, Mistake

MISTAKE = Mistake(
    "unsquared-mean",
    "μ where μ² is due",
    (
        "The mean enters the KL by its square. Linear in μ the term is unbounded below: it drives the mean to "
        "minus infinity."
    ),
    wrong="-0.5 * torch.sum(1 + logvar - mu - logvar.exp())",
    right="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
    edits=(Edit("mean-power", Fraction(1, 2)),),
)
