"""Another wrong power."""

from fractions import Fraction

from kl_check.model.mistake import Edit, Mistake

POWERS = (Fraction(3), Fraction(4), Fraction(1, 4), Fraction(3, 2), Fraction(-1), Fraction(0))

MISTAKE = Mistake(
    "changed-power",
    "another wrong power",
    ("A power of the mean or the scale that belongs to no role."),
    wrong="-0.5 * torch.sum(1 + logvar - mu.pow(2) - torch.exp(3 * logvar))",
    right="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
    edits=(
        *(Edit(parts, "exponent", by) for parts in (("variance",), ("mean",), ("variance", "mean")) for by in POWERS),
        *(Edit(("mean",), "mean-power", by) for by in (Fraction(3, 2), Fraction(2))),
    ),
)
