"""The KL in every role, as a line that can be copied into code or a paper."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from kl_check.algebra.show import latex
from kl_check.judge.spell import Code, body_of, reduced, summed
from kl_check.know.libraries import CODE_NAMES, LETTERS
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.report import Library
from kl_check.model.role import Gaussian, Role
from kl_check.model.term import Term
from kl_check.model.verdict import Reduction
from kl_check.read.dialects.table import BY_NAME

TARGETS = ("standard", "general")
PER_ITEM = Reduction("sum", "none")


def meant(library: Library, role: Role, target: str) -> Hypothesis:
    """The KL from N(0, 1), or of two Gaussians, with both scales held in the role."""
    scale = (CODE_NAMES if library.imports else LETTERS)[role.word]
    if target == "standard":
        return Hypothesis(Gaussian("mu", scale, role), Gaussian(Fraction(0), Fraction(1)), "standard")
    first, second = (Gaussian(f"mu_{number}", f"{scale}_{number}", role) for number in (1, 2))
    return Hypothesis(first, second, "general")


def line(library: Library, hypothesis: Hypothesis) -> str:
    """The line: summed over latents, one value for each item of a batch."""
    if not library.imports:
        return latex(formula(hypothesis))
    dialect = replace(BY_NAME[library.name], prefix=library.prefix)
    return Code(dialect, library.squares).piece(reduced(body_of(hypothesis), PER_ITEM)).text


def formula(hypothesis: Hypothesis) -> Term:
    """The same, as mathematics sums it."""
    return summed(body_of(hypothesis), ("latent",))
