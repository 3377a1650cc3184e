"""One sign of two."""

from kl_check.claims.vocabulary import Saying, judged

CLAIM = Saying(
    name="only-the-sign-of-the-dimension",
    topic="form",
    title="Only the sign of the dimension was wrong",
    says="In ½(v + μ² + 1 + log v) it is enough to turn the sign of the 1.",
    claim=(judged("0.5*(v + mu**2 - 1 + log(v))", "verdict", "exact"),),
    because="The logarithm of the determinant has the wrong sign as well.",
    expected="false",
    instead=(judged("0.5*(v + mu**2 - 1 - log(v))", "verdict", "exact"),),
)
