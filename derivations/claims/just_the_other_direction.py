"""Neither direction."""

from kl_check.claims.vocabulary import Saying, equal, judged

FORM = "0.5*(v + mu**2 - 1 + log(v))"

CLAIM = Saying(
    name="just-the-other-direction",
    topic="form",
    title="With the sign of the logarithm turned it is the other direction",
    says="The form ½(v + μ² − 1 + log v) is the divergence with its arguments swapped.",
    claim=(equal("1/2*(v + mu**2 - 1 + log(v))", "1/2*(1/v + mu**2/v - 1 + log(v))"),),
    because="It is neither direction: it falls without bound as the variance goes to 0, and so rewards a "
    "posterior without spread.",
    expected="false",
    instead=(
        judged(FORM, "unbounded", "v → 0 (σ → 0)"),
        judged(FORM, "mistake", "sign"),
    ),
)
