"""An exp too many."""

from kl_check.model.mistake import Edit, Mistake

MISTAKE = Mistake(
    "double-exp",
    "an exp too many",
    ("The exponential is taken twice, often because the name already holds the exponential."),
    wrong="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp().exp())",
    right="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
    edits=(Edit("reexp"), Edit("relog")),
)
