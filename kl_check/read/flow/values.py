"""What an expression of real code may be: a term, several values, a Gaussian, a function, or something else."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from kl_check.model.term import Span, Symbol, Term

if TYPE_CHECKING:
    from kl_check.read.flow.frame import Frame


@dataclass(frozen=True, slots=True)
class Items:
    """A tuple or a list."""

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A dictionary with texts for keys."""

    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Shape:
    """The lengths of all axes of an array."""

    of: str


@dataclass(frozen=True, slots=True)
class Normal:
    """A Gaussian distribution object. `summed`: its densities are summed over the latents already.

    `known`: the code shows that it is Gaussian; otherwise a library's KL between it and another says so.
    """

    mean: Term
    std: Term
    summed: bool | None = False  # None: the code does not show it
    known: bool = True


@dataclass(frozen=True, slots=True)
class Foreign:
    """A value that is no array and no Gaussian: None, a text, a module, another distribution."""

    what: str


@dataclass(frozen=True, slots=True)
class Function:
    """A function that the code defines; `bound` is what its first parameter is, in a method."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    frame: Frame
    bound: bool = False
    holder: str | None = None  # the text of what the method is taken from


Value: TypeAlias = Term | Items | Record | Shape | Normal | Foreign | Function

NOTHING = Foreign("None")


@dataclass(frozen=True, slots=True)
class Root:
    """A value that the code computes and keeps: where a KL term may end.

    `use` says what becomes of it: "assigned", "returned" or "given" to a call. `calls` are the functions whose bodies
    were read in place to find it.
    """

    term: Term
    span: Span
    name: str | None
    function: str
    owner: str | None  # the class
    use: str
    scope: Span  # of the function in which it stands
    parameters: tuple[str, ...] = ()  # of that function


@dataclass(frozen=True, slots=True)
class Drawn:
    """A value that draws noise: how z is sampled."""

    term: Term
    span: Span
    name: str | None
    function: str
    owner: str | None


@dataclass(slots=True)
class Findings:
    """All that is kept of a file while it is followed."""

    roots: list[Root] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    defaults: dict[str, Term] = field(default_factory=dict)  # numbers that parameters have by default
    functions: list[Span] = field(default_factory=list)
    named: dict[int, tuple[Term, str]] = field(default_factory=dict)  # values by identity, and what holds them
    copies: dict[str, Symbol] = field(default_factory=dict)  # names of detached copies, and of what
    trained: set[str] = field(default_factory=set)  # parameters of the model: arrays without a batch
    library: set[Span] = field(default_factory=set)  # calls of a library's own KL
    unseen: set[Span] = field(default_factory=set)  # of these, those between distributions that are not shown
    densities: dict[str, tuple[str, Term]] = field(default_factory=dict)  # of unknown distributions: which, of what
