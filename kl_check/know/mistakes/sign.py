"""The sign of the whole or of one part is flipped."""

from kl_check.model.mistake import Mistake

MISTAKE = Mistake(
    "sign",
    "the sign of the whole or of one part is flipped",
    (
        "With the whole flipped the value is minus the KL, right only where the code subtracts or maximises "
        "it. With one part flipped it is no KL: a flipped log part rewards zero variance."
    ),
    wrong="0.5 * torch.sum(torch.exp(logvar) + mu**2 - 1. + logvar)",
    right="0.5 * torch.sum(torch.exp(logvar) + mu**2 - 1. - logvar)",
)
