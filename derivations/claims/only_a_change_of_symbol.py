"""Two and square dropped together."""

from kl_check.claims.vocabulary import Saying, equal, judged, reparametrised

STD = "-0.5*(1 + 2*log(sigma) - sigma**2 - mu**2)"
VARIANCE = "-0.5*(1 + log(sigma) - sigma - mu**2)"

CLAIM = Saying(
    name="only-a-change-of-symbol",
    topic="scale",
    title="Dropping the 2 and the square changes the symbol only",
    says="Without the 2 at the logarithm and without the square at σ it is still the same function.",
    claim=(equal(STD, VARIANCE),),
    because="As they stand they are two functions of σ. They are one function if the second takes the variance v "
    "= σ² where the first takes σ: then dropping both is a new name, and dropping one of them is an "
    "error.",
    expected="assuming",
    assuming="the symbol of the second holds the variance",
    then=(reparametrised(STD, "-0.5*(1 + log(v) - v - mu**2)", v="sigma**2"),),
    instead=(
        judged(STD, "role of sigma", "std"),
        judged(VARIANCE, "role of sigma", "var"),
    ),
)
