"""The constant is absent, wrong or outside the sum."""

from kl_check.model.mistake import Mistake

MISTAKE = Mistake(
    "dropped-constant",
    "the constant is absent, wrong or outside the sum",
    (
        "Each latent contributes −½. Without it gradients are the same, but the value is not the KL: its "
        "minimum is not 0, and it cannot be compared with a bound or a published number."
    ),
    wrong="-0.5 * torch.sum(logvar - mu.pow(2) - logvar.exp())",
    right="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
)
