"""Which of the two directions."""

from kl_check.claims.vocabulary import Saying, curvature, equal, judged

FORM = "1/2*(v + mu**2 - 1 - log(v))"
OTHER_FORM = "1/2*(1/v + mu**2/v - 1 + log(v))"

CLAIM = Saying(
    name="prior-first",
    topic="form",
    title="It is the divergence of the prior from the posterior that is meant",
    says="Which of the two comes first does not matter: the bound may hold KL(prior ‖ posterior).",
    claim=(equal(FORM, OTHER_FORM),),
    because="The variational bound averages over the posterior, so KL(posterior ‖ prior) stands in it. The other "
    "one is another function; close to equality the two curve alike.",
    expected="false",
    instead=(
        judged("0.5*(1/v + mu**2/v - 1 + log(v))", "mistake", "reversed"),
        equal(curvature(FORM, "v", v="1", mu="0"), curvature(OTHER_FORM, "v", v="1", mu="0")),
    ),
)
