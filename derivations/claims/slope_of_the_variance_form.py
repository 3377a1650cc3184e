"""The slope of ½(σ − log σ)."""

from kl_check.claims.vocabulary import Saying, equal, slope

TERM = "-0.5 + mu**2/2 + (sigma - log(sigma))/2"

CLAIM = Saying(
    name="slope-of-the-variance-form",
    topic="form",
    title="The slope in σ is (σ − 1)/σ",
    says="Written as −½ + μ²/2 + (σ − log σ)/2, the term has the slope (σ − 1)/σ in σ.",
    claim=(equal(slope(TERM, "sigma"), "(sigma - 1)/sigma"),),
    because="The ½ in front of the bracket stays in front of its slope. The place where the slope is zero is right.",
    expected="false",
    instead=(
        equal(slope(TERM, "sigma"), "(sigma - 1)/(2*sigma)"),
        equal(slope(TERM, "sigma", sigma="1"), "0"),
    ),
)
