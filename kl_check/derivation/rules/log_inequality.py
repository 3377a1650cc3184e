"""log u ≤ u − 1, with equality only at u = 1."""

import sympy

from kl_check.derivation.ordering import Nonnegative, proof
from kl_check.derivation.rule import Rule

RULE = Rule(
    name="log-inequality",
    title="The logarithm lies below its tangent: log u ≤ u − 1",
    how="SymPy finds the difference of the two sides to be a weight times u − 1 − log u, with u > 0 and a weight that "
    "is never negative; under ∫, E and Σ it compares what stands there; where equality is claimed, it solves u = 1",
    prove=proof(Nonnegative(lambda u: u - 1 - sympy.log(u), sympy.log, lambda u: bool(u.is_positive))),
    orders=True,
)
