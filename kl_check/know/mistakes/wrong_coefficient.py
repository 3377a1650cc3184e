"""A 2, ½ or other factor on one part other than the log."""

from kl_check.model.mistake import Mistake

MISTAKE = Mistake(
    "wrong-coefficient",
    "a 2, ½ or other factor on one part other than the log",
    (
        "One part is weighted against the others, so the optimum or the curvature moves; no reading of the "
        "symbols mends it."
    ),
    wrong="-0.5 * torch.sum(1 + logvar - 2 * mu.pow(2) - logvar.exp())",
    right="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
)
