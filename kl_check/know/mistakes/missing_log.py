"""A log is absent."""

from kl_check.model.mistake import Edit, Mistake

MISTAKE = Mistake(
    "missing-log",
    "a log is absent",
    "The log part takes the scale itself where its logarithm is due.",
    wrong="0.5 * torch.sum(std.pow(2) + mu.pow(2) - 1 - 2 * std)",
    right="0.5 * torch.sum(std.pow(2) + mu.pow(2) - 1 - 2 * torch.log(std))",
    edits=(Edit("unlog"),),
)
