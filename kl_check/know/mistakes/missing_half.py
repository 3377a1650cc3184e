"""The factor ½ of the whole is absent."""

from kl_check.model.mistake import Mistake

MISTAKE = Mistake(
    "missing-half",
    "the factor ½ of the whole is absent",
    (
        "Every Gaussian KL in terms of the log-variance carries one half in front. Without it the value is "
        "twice the KL: a weight β = 2."
    ),
    wrong="-torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
    right="-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
)
