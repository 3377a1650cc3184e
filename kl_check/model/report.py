"""The verification report: the facts that it rests on, and the sections in which they are told, before any format.

`Prose` is plain text with four marks: `$…$` is LaTeX, back-quotes hold code, `**…**` is stressed, `[text](#anchor)`
leads to a place in the report. Formulas are LaTeX; every format makes of them what its readers can see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kl_check.model.closed_form import ClosedForm, Variant
from kl_check.model.derivation import CheckedDerivation
from kl_check.model.evidence import Evidence, Outcome, Strength
from kl_check.model.role import Role
from kl_check.model.saying import CheckedSaying

Prose: TypeAlias = str

Latex: TypeAlias = tuple[str, ...]
"""A formula in parts, between which a line may be broken."""


@dataclass(frozen=True, slots=True)
class Technique:
    """A method of confirmation by its name, what it does, and the strength of what it says."""

    name: str
    title: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A closed form with what each method says of it."""

    row: ClosedForm
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Exposure:
    """A variant, which passes for a closed form, with what each method says of it."""

    row: Variant
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Where a line of code is at home: `imports` makes its names known, which begin with `prefix`.

    LaTeX, which needs neither, has none. `squares` shows how squares are written, if not as `x**2`.
    """

    name: str
    title: str
    imports: str = ""
    prefix: str = ""
    squares: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A line that is the KL, ready to be copied, with what our own reader says of it under the role that is meant."""

    library: Library
    role: Role
    target: str  # "standard" or "general", as in a verdict
    text: str
    reading: Mapping[str, str]
    verdict: str

    @property
    def holds(self) -> bool:
        return self.verdict == "exact"


@dataclass(frozen=True, slots=True)
class Material:
    """All facts of a report. Every confirmation and exposure has the evidence of each technique, in their order."""

    derivations: tuple[CheckedDerivation, ...] = ()
    techniques: tuple[Technique, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    recipes: tuple[Recipe, ...] = ()
    claims: tuple[CheckedSaying, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """`good` of `total` are as they should be; the section at `anchor` shows them."""

    good: int
    total: int
    label: str
    anchor: str

    @property
    def holds(self) -> bool:
        return self.good == self.total


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Prose


@dataclass(frozen=True, slots=True)
class Formula:
    """On a line of its own."""

    latex: Latex


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """`outcome` gives the text a mark."""

    text: Prose
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of a row is its heading."""

    caption: Prose
    head: tuple[Prose, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """`ink` counts the colours of the palette; a curve without one is drawn in grey, as a help to the eye.

    The label stands at `label_at` and is read from there to the right, or up to there if `label_ends`.
    """

    label: str
    points: tuple[tuple[float, float], ...]
    label_at: tuple[float, float]
    ink: int | None = None
    dashed: bool = False
    dotted: bool = False
    label_ends: bool = False
    marks: bool = False  # each point by itself, unconnected
    filled: bool = False  # the area inside, which the points go round, tinted


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of a panel, from the first to the last tick or beyond."""

    label: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    is_logarithmic: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture; `alternative` says in words what it shows."""

    name: str
    title: str
    alternative: str
    across: Scale
    up: Scale
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Panels that are looked at together. `seeds`: of what is drawn at random in them."""

    anchor: str
    caption: Prose
    panels: tuple[Panel, ...]
    seeds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of code to be copied, in the language that its label names."""

    label: str
    code: str
    is_latex: bool = False


@dataclass(frozen=True, slots=True)
class Snippets:
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a derivation: the formula, the rule that leads to it, why, and what the checks of it say."""

    anchor: str
    number: int
    rule: Prose
    latex: Latex
    because: Prose
    checks: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """A derivation, line by line."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that are folded to a headline; `outcome` gives it a mark, `note` says in a few words what is inside."""

    anchor: str
    title: str
    note: str
    blocks: tuple[Block, ...]
    latex: Latex | None = None
    outcome: Outcome | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a section under a heading of its own."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]


Block: TypeAlias = Paragraph | Formula | Bullets | Table | Figure | Snippets | Lines | Fold | Group


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`summary` says in one sentence whether everything held."""

    title: str
    summary: Prose
    tallies: tuple[Tally, ...]
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    material: Material

    @property
    def holds(self) -> bool:
        return all(tally.holds for tally in self.tallies)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, in the order in which they are shown."""
        blocks = (*self.opening, *(block for section in self.sections for block in section.blocks))
        return tuple(block for block in _unfolded(blocks) if isinstance(block, Figure))


def _unfolded(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Fold | Group):
            yield from _unfolded(block.blocks)
