"""A log is absent."""

from kl_check.model.mistake import Edit, Mistake

MISTAKE = Mistake(
    "missing-log",
    "a log is absent",
    ("The log part takes the scale itself where its logarithm is due."),
    wrong="-0.5 * torch.sum(1 + var - mu.pow(2) - 2 * var)",
    right="-0.5 * torch.sum(1 + torch.log(var) - mu.pow(2) - var)",
    edits=(Edit("log", "unlog"),),
)
