"""Sigma and its square."""

from kl_check.claims.vocabulary import Saying, judged

LINE = "-0.5*torch.sum(1 + sigma - mu**2 - sigma.exp())"

CLAIM = Saying(
    name="sigma-or-its-square",
    topic="scale",
    title="The σ and the σ² version are the same thing",
    says="It does not matter whether one symbol is read as σ or as σ² in the term.",
    claim=(judged(LINE, "verdict", "exact", reading={"sigma": "std"}),),
    because="A change of parameter changes neither the values nor the place of the minimum, if both formula and "
    "symbol change. One symbol in the other formula is another function.",
    expected="false",
    instead=(judged(LINE, "role of sigma", "log_var"),),
)
