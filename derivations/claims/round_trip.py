"""Exponential and logarithm, there and back."""

from kl_check.claims.vocabulary import Saying, equal, formula, rounded

CLAIM = Saying(
    name="round-trip",
    topic="scale",
    title="Taking exp and then log loses precision",
    says="Where s is turned into exp(s) and back by log, digits are lost.",
    claim=(
        rounded(formula("log(exp(x))", x="1e-8"), "1e-8", at_least="1"),
        rounded(formula("log(exp(x))", x="1/1000"), "1/1000", at_least="1e-6"),
    ),
    because="In the reals it is the identity. In single precision exp(s) is rounded near 1, so small s lose "
    "digits, and below 6 · 10⁻⁸ all of them; that is near the prior, where the divergence is small. Far from "
    "0 next to nothing is lost.",
    expected="true",
    instead=(
        equal("log(exp(s))", "s"),
        rounded(formula("log(exp(x))", x="10"), "10", at_most="1e-6"),
        rounded(formula("exp(log(x))", x="10"), "10", at_most="1e-6"),
    ),
)
