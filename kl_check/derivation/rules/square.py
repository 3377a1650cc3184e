"""A square is never negative, and 0 only where its base is."""

from kl_check.derivation.ordering import Nonnegative, proof
from kl_check.derivation.rule import Rule

RULE = Rule(
    name="square",
    title="A square is never negative: u² ≥ 0",
    how="SymPy finds the difference of the two sides to be a weight that is never negative times u², for real u; under "
    "∫, E and Σ it compares what stands there; where equality is claimed, it solves u = 0",
    prove=proof(Nonnegative(lambda u: u**2, lambda u: u, lambda u: bool(u.is_real))),
    orders=True,
)
