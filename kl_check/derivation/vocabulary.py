"""All that a file of `derivations/` may import: the words in which a derivation is written.

Content holds formulas and sentences; it has no logic, and nothing in it is believed before `follow.check` saw it.
"""

from __future__ import annotations

from collections.abc import Mapping

from kl_check.model.derivation import Assumption, Derivation, Step
from kl_check.model.term import (
    Constant,
    Expectation,
    Integral,
    Operand,
    Symbol,
    Term,
    as_term,
    exp,
    log,
    normal_density,
    number,
    product_over_latents,
    sqrt,
    sum_over_latents,
)

mu_1, sigma_1 = Symbol("mu_1"), Symbol("sigma_1")
mu_2, sigma_2 = Symbol("mu_2"), Symbol("sigma_2")
x, z = Symbol("x"), Symbol("z")
pi = Constant("pi")
zero, one, half = number(0), number(1), number(1, 2)

density = normal_density


def real(symbol: Symbol, meaning: str) -> Assumption:
    """For every real value of the symbol."""
    return Assumption(symbol, "real", meaning)


def positive(symbol: Symbol, meaning: str) -> Assumption:
    """For every positive value of the symbol."""
    return Assumption(symbol, "positive", meaning)


def expectation(body: Term, variable: Symbol, mean: Operand, std: Operand) -> Expectation:
    """E[body] for the variable ∼ N(mean, std²); for independent latents, if they are summed or multiplied inside."""
    return Expectation(body, variable, as_term(mean), as_term(std))


def integral(body: Term, variable: Symbol) -> Integral:
    """∫ body over the real line."""
    return Integral(body, variable)


def step(
    rule: str, expression: Term, because: str, *, where: Mapping[Symbol, Term] | None = None, cites: str | None = None
) -> Step:
    """The next expression, the rule that leads to it, and the sentence that tells a reader why."""
    return Step(rule, expression, because, tuple((where or {}).items()), cites)


__all__ = [
    "Derivation",
    "density",
    "exp",
    "expectation",
    "half",
    "integral",
    "log",
    "mu_1",
    "mu_2",
    "number",
    "one",
    "pi",
    "positive",
    "product_over_latents",
    "real",
    "sigma_1",
    "sigma_2",
    "sqrt",
    "step",
    "sum_over_latents",
    "x",
    "z",
    "zero",
]
