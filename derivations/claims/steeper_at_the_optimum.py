"""Slopes of f and g."""

from kl_check.claims.vocabulary import Saying, below, curvature, equal

STD = "-0.5*(1 + 2*log(sigma) - sigma**2 - mu**2)"
VARIANCE = "-0.5*(1 + log(sigma) - sigma - mu**2)"
FORM = "-0.5*(1 + log(exp(2*t)) - exp(2*t) - mu**2)"
OTHER_FORM = "-0.5*(1 + 2*log(exp(t)) - exp(t)**2 - mu**2)"

CLAIM = Saying(
    name="steeper-at-the-optimum",
    topic="scale",
    title="The form in σ is steeper at the optimum than the form in σ²",
    says="The formula of the standard deviation pulls harder towards 1 than the formula of the variance.",
    claim=(below(curvature(FORM, "t", t="0"), curvature(OTHER_FORM, "t", t="0")),),
    because="For one posterior, σ = exp t and v = exp 2t, both are one function of t: no slope differs. If the "
    "same number is put into both, the curvatures at 1 are 2 and ½; that compares a posterior with "
    "another one.",
    expected="assuming",
    assuming="the same number is put into both, once as σ and once as σ²",
    then=(below(curvature(VARIANCE, "sigma", sigma="1"), curvature(STD, "sigma", sigma="1")),),
    instead=(
        equal(curvature(STD, "sigma", sigma="1"), "2"),
        equal(curvature(VARIANCE, "sigma", sigma="1"), "1/2"),
        equal(OTHER_FORM, FORM),
    ),
)
