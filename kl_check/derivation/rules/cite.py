"""What another derivation has shown."""

from collections.abc import Mapping

from kl_check.algebra.symbolic import to_sympy
from kl_check.derivation import arrays
from kl_check.derivation.rewrite import replaced, substituted
from kl_check.derivation.rule import Inference, Rule, Ruling
from kl_check.model.derivation import OF_ARRAYS, Assumption
from kl_check.model.term import Symbol, Term


def _prove(inference: Inference) -> Ruling:
    if inference.cited is None:
        return Ruling("silent", "the step names no derivation")
    if not inference.cited.holds:
        return Ruling("differs", "the derivation that it cites does not hold")
    cited, where = inference.cited.derivation, dict(inference.step.where)
    for assumption in cited.assumptions:
        if not _is_met(assumption, where, inference):
            return Ruling("differs", f"{assumption.symbol.name} need not be {assumption.domain} here")
    start, conclusion = substituted(cited.start, where), substituted(cited.conclusion, where)
    expected = replaced(inference.before, start, conclusion)
    if expected == inference.before:
        return Ruling("differs", "what the cited derivation starts from does not stand here")
    return Ruling("agrees") if expected == inference.step.expression else Ruling("differs", "it concludes otherwise")


def _is_met(assumption: Assumption, where: Mapping[Symbol, Term], inference: Inference) -> bool:
    image = where.get(assumption.symbol, assumption.symbol)
    if any(one.domain in OF_ARRAYS for one in (assumption, *inference.assumptions)):
        return arrays.is_met(assumption, image, inference.assumptions)
    value = to_sympy(image, inference.domains)
    return bool(value.is_positive if assumption.domain == "positive" else value.is_real)


RULE = Rule(
    name="cite",
    title="By an earlier derivation",
    how="the named derivation is checked; with the values named here in its symbols, which meet its assumptions, its "
    "start is replaced by its conclusion, and the outcome is this expression, letter for letter",
    prove=_prove,
)
