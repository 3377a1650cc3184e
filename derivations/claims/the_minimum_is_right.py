"""The minimum is no proof."""

from kl_check.claims.vocabulary import Saying, judged, multiple, slope

FORM = "0.5*(exp(s) + 2*mu**2 - 1 - s)"

CLAIM = Saying(
    name="the-minimum-is-right",
    topic="form",
    title="The minimum is in the right place, so it is the divergence",
    says="What is least at μ = 0, σ = 1 with the value 0 is the divergence.",
    claim=(judged(FORM, "verdict", "exact"),),
    because="With the mean term doubled the minimum stays, with its value, and every slope in μ is twice what it "
    "should be.",
    expected="false",
    instead=(
        judged(FORM, "least value", "0"),
        judged(FORM, "least at variance", "1"),
        multiple(slope("1/2*(exp(s) + 2*mu**2 - 1 - s)", "mu"), slope("1/2*(exp(s) + mu**2 - 1 - s)", "mu"), "2"),
    ),
)
