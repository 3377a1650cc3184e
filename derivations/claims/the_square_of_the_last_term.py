"""The square of the last term."""

from kl_check.claims.vocabulary import Saying, equal, judged, slope

FORM = "1/2*(sigma**2 + mu**2 - 1 - 2*log(sigma))"
OTHER_FORM = "1/2*(sigma + mu**2 - 1 - 2*log(sigma))"

CLAIM = Saying(
    name="the-square-of-the-last-term",
    topic="form",
    title="Squaring the last term makes no difference",
    says="In ½(σ² + μ² − 1 − 2 log σ) the square at σ may be left out: training finds the same.",
    claim=(equal(FORM, OTHER_FORM),),
    because="Without it the slope is ½ − 1/σ, and the minimum is at σ = 2.",
    expected="false",
    instead=(
        equal(slope(OTHER_FORM, "sigma", sigma="2"), "0"),
        equal(slope(FORM, "sigma", sigma="1"), "0"),
        judged("0.5*(sigma + mu**2 - 1 - log(sigma**2))", "verdict", "wrong"),
    ),
)
