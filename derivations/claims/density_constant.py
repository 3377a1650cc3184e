"""A −½ that is looked for in the wrong place."""

from kl_check.claims.vocabulary import Saying, equal, shifted

FORM = "-0.5*log(2*pi*sigma**2) - (x - mu)**2/(2*sigma**2)"
OTHER_FORM = "-0.5*log(2*pi*sigma**2) - (x - mu)**2/(2*sigma**2) - 1/2"

CLAIM = Saying(
    name="density-constant",
    topic="form",
    title="The −½ stands in the log-density already",
    says="The −½ of the divergence is a constant of the Gaussian log-density.",
    claim=(equal(FORM, OTHER_FORM),),
    because="A log-density has no such constant: with it the density would not integrate to 1. The ½ appears when "
    "the square is averaged. Who adds it shifts the loss and no gradient.",
    expected="false",
    instead=(shifted(FORM, OTHER_FORM, "1/2"),),
)
