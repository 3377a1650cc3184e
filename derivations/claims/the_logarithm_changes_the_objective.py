"""Taking the logarithm."""

from kl_check.claims.vocabulary import Saying, different, reparametrised

FORM = "1/2*(sigma**2 + mu**2 - 1 - 2*log(sigma))"

CLAIM = Saying(
    name="the-logarithm-changes-the-objective",
    topic="scale",
    title="Taking the logarithm changes the objective",
    says="A network that outputs log σ² is trained for something else than one that outputs σ.",
    claim=(different(FORM, "1/2*(exp(log(sigma**2)) + mu**2 - 1 - log(sigma**2))"),),
    because="A change of parameter changes no value and no place of a minimum, only the path to it. What changes "
    "the objective is one parameter in the formula of the other.",
    expected="false",
    instead=(reparametrised(FORM, "1/2*(exp(s) + mu**2 - 1 - s)", s="2*log(sigma)"),),
)
