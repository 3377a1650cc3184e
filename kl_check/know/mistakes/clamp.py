"""A clamp that changes the value."""

from kl_check.model.mistake import Mistake

MISTAKE = Mistake(
    "clamp",
    "a clamp changes the value",
    "Outside its bounds a clamped value has no gradient, and a scale that is kept from the prior's own can never reach "
    "the minimum: clamp(logvar, 2, 20) forces a KL of 2.19 per latent.",
    wrong="-0.5 * torch.sum(1 + torch.clamp(s, -4, 4) - mu.pow(2) - torch.clamp(s, -4, 4).exp())",
    right="-0.5 * torch.sum(1 + s - mu.pow(2) - s.exp())",
)
