"""What may be negative."""

from kl_check.claims.vocabulary import Saying, below, formula, judged

FORM = "-0.5*(1 + s - mu**2 - exp(s))"

CLAIM = Saying(
    name="a-negative-divergence",
    topic="estimate",
    title="A negative divergence is nothing to worry about",
    says="The divergence of Gaussians takes negative values now and then.",
    claim=(judged(FORM, "can be negative", "yes"),),
    because="The closed form cannot. One sample of log q − log p can, and so can a log-density that is "
    "continuous, and with it the loss.",
    expected="assuming",
    assuming="it is an estimate from one sample, log q(z) − log p(z)",
    then=(below(formula("-0.5*((z - 1)/1)**2 + 1/2*z**2", z="0"), "0"),),
    instead=(judged(FORM, "can be negative", "no"),),
)
