"""Cheaper, and more stable."""

from kl_check.claims.vocabulary import Saying, different, judged

CLAIM = Saying(
    name="cheaper-and-more-stable",
    topic="scale",
    title="The form in σ² is cheaper and more stable",
    says="It saves a square after the exponential, so it costs less and overflows later.",
    claim=(different("1/2*(exp(s/2)**2 + mu**2 - 1 - 2*log(exp(s/2)))", "1/2*(exp(s) + mu**2 - 1 - s)"),),
    because="Code holds a logarithm. With s = log σ² either formula is ½(exp s + μ² − 1 − s): one exponential, no "
    "square. With t = log σ it is exp 2t, which overflows at half the number, and at the same variance.",
    expected="false",
    instead=(
        judged("0.5*(exp(s) + mu**2 - 1 - s)", "largest exponent", "s > 88.72"),
        judged("0.5*(exp(2*t) + mu**2 - 1 - 2*t)", "largest exponent", "t > 44.36"),
    ),
)
