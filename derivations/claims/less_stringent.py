"""Less stringent."""

from kl_check.claims.vocabulary import Saying, below

FORM = "-0.5*(1 + 2*log(2) - 2**2 - 0**2)"

CLAIM = Saying(
    name="less-stringent",
    topic="scale",
    title="The form in σ² is a weaker regulariser",
    says="The formula of the variance punishes a posterior less than the formula of the standard deviation.",
    claim=(below("-0.5*(1 + log(4) - 4 - 0**2)", FORM),),
    because="For the posterior with σ = 2, which has the variance 4, both give the same. If 2 is put into both, "
    "the second is smaller, and that is the divergence of another posterior: σ² = 2.",
    expected="assuming",
    assuming="the same number is put into both, once as σ and once as σ²",
    then=(below("-0.5*(1 + log(2) - 2 - 0**2)", FORM),),
)
