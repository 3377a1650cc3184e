"""A misleading name."""

from kl_check.claims.vocabulary import Saying, judged

FORM = "0.5*(logvar**2 + mu**2 - 1 - log(logvar**2))"

CLAIM = Saying(
    name="logvar-is-squared",
    topic="scale",
    title="A logvar that is squared is an error",
    says="Where code squares what it calls logvar, the formula is wrong.",
    claim=(judged(FORM, "verdict", "wrong"),),
    because="The formula is right for a standard deviation, which the symbol then holds: its name is the slip. "
    "Changing the formula after the name breaks all who pass a standard deviation.",
    expected="false",
    instead=(
        judged(FORM, "role of logvar", "std"),
        judged("0.5*(exp(logvar) + mu**2 - 1 - logvar)", "verdict", "inconsistent", reading={"logvar": "std"}),
    ),
)
