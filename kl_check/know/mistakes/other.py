"""None of the others."""

from kl_check.model.mistake import Mistake

MISTAKE = Mistake(
    "other",
    "none of the others",
    "A factor that is no size and no half, or a change without a name of its own: the witness and the repair say what "
    "it comes to.",
    wrong="-0.15 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
    right="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
)
