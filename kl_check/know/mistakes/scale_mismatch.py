"""One symbol taken in two roles."""

from fractions import Fraction

from kl_check.model.mistake import Edit, Mistake

MISTAKE = Mistake(
    "scale-mismatch",
    "one symbol taken in two roles",
    (
        "The formula is the KL if the scale symbol holds one thing (say a log-variance), but the code beside "
        "it, the declared role, or another part of the same line uses it as another (say a standard "
        "deviation). Each line may be right alone; together they optimise a Gaussian that is never sampled."
    ),
    wrong="z = mu + torch.exp(logvar) * eps\n-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
    right="z = mu + torch.exp(0.5 * logvar) * eps\n-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
    edits=(Edit("exponent", Fraction(1, 2)), Edit("exponent", Fraction(2))),
)
