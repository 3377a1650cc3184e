"""Divergence and cross-entropy."""

from kl_check.claims.vocabulary import Saying, derived, equal, slope

DIFFERENCE = (
    "1/2*log(2*pi*sigma_2**2) + (sigma_1**2 + (mu_1 - mu_2)**2)/(2*sigma_2**2)"
    " - (log(sigma_2/sigma_1) + (sigma_1**2 + (mu_1 - mu_2)**2)/(2*sigma_2**2) - 1/2)"
)

CLAIM = Saying(
    name="cross-entropy-up-to-a-constant",
    topic="form",
    title="Divergence and cross-entropy differ by a constant",
    says="Minimising the divergence is minimising the cross-entropy: the rest does not change in training.",
    claim=(equal(slope(DIFFERENCE, "sigma_1"), "0"),),
    because="The rest is the entropy of the posterior, and the posterior is what is trained: its slope in σ is "
    "1/σ. With a fixed first distribution, as with labels in classification, it is a constant.",
    expected="assuming",
    assuming="the first distribution is fixed and only the second is trained",
    then=(
        equal(slope(DIFFERENCE, "sigma_2"), "0"),
        equal(slope(DIFFERENCE, "mu_2"), "0"),
    ),
    instead=(
        equal(slope(DIFFERENCE, "sigma_1"), "1/sigma_1"),
        derived("entropy", DIFFERENCE),
    ),
)
