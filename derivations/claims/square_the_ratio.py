"""A ratio that is squared already."""

from kl_check.claims.vocabulary import Saying, judged

CLAIM = Saying(
    name="square-the-ratio",
    topic="form",
    title="The ratio of the covariances must be squared",
    says="As σ₁²/σ₂² stands in the univariate form, (v₁/v₂)² stands in the form with variances.",
    claim=(judged("0.5*((v1/v2)**2 + (m1 - m2)**2/v2 - 1 + log(v2/v1))", "verdict", "exact"),),
    because="v₁/v₂ is the ratio of the squares already.",
    expected="false",
    instead=(judged("0.5*(v1/v2 + (m1 - m2)**2/v2 - 1 + log(v2/v1))", "verdict", "exact"),),
)
