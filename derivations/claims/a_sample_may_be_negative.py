"""A closed form is no estimate."""

from kl_check.claims.vocabulary import Saying, derived, judged

LINE = "-0.5*torch.sum(1 + s - mu**2 - s.exp())"

CLAIM = Saying(
    name="a-sample-may-be-negative",
    topic="estimate",
    title="The line is an approximation by samples, so it may be negative",
    says="Negative values of −½ Σ (1 + s − μ² − exp s) come from sampling.",
    claim=(judged(LINE, "can be negative", "yes"),),
    because="Nothing is sampled in it. It is a closed form and never negative: a negative value is a wrong sign, "
    "a wrong formula or lost digits.",
    expected="false",
    instead=(
        judged(LINE, "can be negative", "no"),
        derived("nonnegativity", "0"),
    ),
)
