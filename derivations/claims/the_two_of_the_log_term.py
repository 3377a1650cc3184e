"""The 2 of the log term."""

from kl_check.claims.vocabulary import Saying, judged

FORM = "-0.5*(1 + 2*logvar - mu**2 - exp(logvar))"
OTHER_FORM = "0.5*(sd**2 + mu**2 - 1 - log(sd))"

CLAIM = Saying(
    name="the-two-of-the-log-term",
    topic="form",
    title="The logarithm gains or loses its 2 by itself",
    says="A 2 in front of the logarithm may be added or left out, whatever stands in the square.",
    claim=(
        judged(FORM, "verdict", "exact"),
        judged(OTHER_FORM, "verdict", "exact"),
    ),
    because="2 log σ goes with σ², log σ² with exp(log σ²). One of them changed alone moves the minimum to σ² = 2 "
    "or to σ² = ½, σ = 0.71.",
    expected="false",
    instead=(
        judged(FORM, "least at variance", "2"),
        judged(OTHER_FORM, "least at variance", "1/2"),
    ),
)
