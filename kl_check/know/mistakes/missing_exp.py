"""An exp is absent."""

from kl_check.model.mistake import Edit, Mistake

MISTAKE = Mistake(
    "missing-exp",
    "an exp is absent",
    ("The variance part takes the log-scale itself where its exponential is due."),
    wrong="-0.5 * torch.sum(1 + 2 * logvar - mu.pow(2) - 3 * logvar)",
    right="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
    edits=(Edit("variance", "unexp"),),
)
