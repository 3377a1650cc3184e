"""Who predicts what."""

from kl_check.claims.vocabulary import Saying, judged

STD = "-0.5*(1 + 2*log(sigma) - sigma**2 - mu**2)"
VARIANCE = "-0.5*(1 + log(sigma) - sigma - mu**2)"

CLAIM = Saying(
    name="roles-swapped",
    topic="scale",
    title="The short form is for a network that outputs the standard deviation",
    says="Where 2 log σ and σ² stand the network outputs a variance; where log σ and σ stand, a standard deviation.",
    claim=(
        judged(STD, "role of sigma", "var"),
        judged(VARIANCE, "role of sigma", "std"),
    ),
    because="It is the other way round: 2 log σ = log σ² makes the long form that of a standard deviation.",
    expected="false",
    instead=(
        judged(STD, "role of sigma", "std"),
        judged(VARIANCE, "role of sigma", "var"),
    ),
)
