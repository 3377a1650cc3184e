"""What was read: the term, where it stands, and what the same text says besides."""

from __future__ import annotations

from dataclasses import dataclass, field

from kl_check.model.term import Span, Term


@dataclass(frozen=True, slots=True)
class Statement:
    """A value that the text computes, with its place. `name` is what it is assigned to, if anything."""

    name: str | None
    term: Term
    span: Span


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What may be evidence for a reading: lines that draw noise, what the term is called, what was noted in reading."""

    samplers: tuple[Statement, ...] = ()
    name: str | None = None
    notes: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()  # of the function around the term: KL(first, second) takes q before p


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One term as read from `text`, which may hold other statements too."""

    text: str
    term: Term
    span: Span
    dialect: str
    surroundings: Surroundings = field(default_factory=Surroundings)

    @property
    def source(self) -> str:
        """The part of the text that is the term."""
        return self.text[self.span[0] : self.span[1]]
