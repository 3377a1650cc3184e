"""Another wrong power."""

from fractions import Fraction

from kl_check.model.mistake import Edit, Mistake

MISTAKE = Mistake(
    "changed-power",
    "another wrong power",
    ("A power of the mean or the scale that belongs to no role."),
    wrong="-0.5 * torch.sum(1 + logvar - mu.pow(2) - torch.exp(3 * logvar))",
    right="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
    edits=(
        Edit("exponent"),
        Edit("exponent", Fraction(1, 2)),  # these two may be another role as well
        Edit("exponent", Fraction(2)),
        Edit("mean-power"),
    ),
)
