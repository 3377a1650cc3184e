"""Which logarithms are negative."""

from kl_check.claims.vocabulary import Saying, below

CLAIM = Saying(
    name="logarithms-of-negative-numbers",
    topic="scale",
    title="Logarithms of negative numbers lie between 0 and 1",
    says="It works since a negative output has a logarithm between 0 and 1.",
    claim=(below("0", "log(1/2)"),),
    because="A negative number has no real logarithm. It is the exponential of a negative number that lies "
    "between 0 and 1, and so is a variance.",
    expected="false",
    instead=(
        below("0", "exp(-2)"),
        below("exp(-2)", "1"),
        below("log(1/2)", "0"),
    ),
)
