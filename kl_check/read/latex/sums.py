r"""How far a \sum reaches, when no bracket says so.

By the book a sum ends before the next + or −. Nobody in this field writes so: `\sum_j 1 + \log\sigma_j^2 - \mu_j^2`
means the whole rest, and only this gives the index its meaning. So the evidence decides:

- a bracket directly after the sum is its body, with the factors beside it;
- otherwise the sum reaches as far as something that varies with it (has its index; without an index: any symbol that
  is no size) stands in the same group, and over the constants behind that, up to the end of the group;
- with nothing varying behind it, it is its own product, as by the book: `\sum_i \sigma_i^2 + J`;
- where constants then could stand inside or outside (`\sum_i \mu_i^2 - 1`), the formula is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kl_check.model.term import Apply, Axis, Reduce, Span, Symbol, Term, children
from kl_check.read.latex.cursor import Cursor
from kl_check.read.latex.symbols import COUNTS

HOW_FAR = "how far does this sum reach? Put its body in brackets"


@dataclass(eq=False, slots=True)
class Binding:
    """The index of a sum. `level` counts the sums around it; a closed one has its whole body behind it."""

    index: str | None
    level: int
    span: Span  # of the sum sign and its limits
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    r"""`factor \sum` in front of a body; `start` is where the factor, or else the sum, begins."""

    start: int
    factor: Term | None
    binding: Binding
    size: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """One product of a sum of products; a + b − c has three. The body is what stands behind the sum signs."""

    sign: str
    openings: tuple[Opening, ...]
    start: int  # of the body
    end: int
    body: Term
    uses: frozenset[Binding]

    @property
    def has_sum(self) -> bool:
        return bool(self.openings) or any(isinstance(node, Reduce) for node in nodes(self.body))

    @property
    def symbols(self) -> list[str]:
        return [node.name for node in nodes(self.body) if isinstance(node, Symbol)]


def nodes(term: Term) -> Iterator[Term]:
    """The term and all its parts, without recursion: the caps on depth come later than this."""
    waiting = [term]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(children(node))


def join(parts: Sequence[Part], start: int, cursor: Cursor) -> Term:
    """The parts added up, each sum over what it reaches. `start` is where the first part's sign stands."""
    behind = _reach(parts, 0, cursor)
    total = _summed(parts[:behind], cursor)
    if parts[0].sign == "-":
        total = Apply("negate", (total,), span=(start, parts[behind - 1].end))
    while behind < len(parts):
        first, behind = behind, _reach(parts, behind, cursor)
        term = _summed(parts[first:behind], cursor)
        total = _added(total, parts[first].sign, term, (start, parts[behind - 1].end))
    return total


def _added(total: Term, sign: str, term: Term, span: Span) -> Term:
    return Apply("subtract" if sign == "-" else "add", (total, term), span=span)


def _reach(parts: Sequence[Part], first: int, cursor: Cursor) -> int:
    """The index behind the last part that belongs to the sums which the part at `first` begins."""
    openings = parts[first].openings
    if not openings or openings[-1].binding.closed:
        return first + 1
    bindings = {opening.binding for opening in openings}
    indexed = any(part.uses & bindings for part in parts[first:])

    def varies(part: Part) -> bool:
        return bool(part.uses & bindings) if indexed else not COUNTS.issuperset(part.symbols)

    refusal = cursor.unsupported(HOW_FAR, openings[0].binding.span)
    limit = next((at for at in range(first + 1, len(parts)) if parts[at].has_sum), len(parts))
    if any(part.uses & bindings for part in parts[limit:]):
        raise refusal
    last = max((at for at in range(first + 1, limit) if varies(parts[at])), default=first)
    if last > first and not indexed and openings[-1].binding.index and not parts[first].symbols:
        raise refusal  # \sum_{i=1}^J 1 + x: J + x, or an index left out?
    constants = [not part.symbols for part in parts[last + 1 : limit]]
    if not any(constants):
        return last + 1
    if not all(constants) or last == first or limit < len(parts):
        raise refusal
    return limit


def _summed(parts: Sequence[Part], cursor: Cursor) -> Term:
    """The body that the parts make, under the sum signs of the first."""
    first, end = parts[0], parts[-1].end
    body = first.body
    for part in parts[1:]:
        body = _added(body, part.sign, part.body, (first.start, part.end))
    for opening in reversed(first.openings):
        axis = _axis(body, opening, cursor)
        body = Reduce("sum", body, axes=(axis,), size=opening.size, span=(opening.binding.span[0], end))
        if opening.factor is not None:
            body = Apply("multiply", (opening.factor, body), span=(opening.start, end))
    return body


def _axis(body: Term, opening: Opening, cursor: Cursor) -> Axis:
    """A sum runs over latents; one around another sum runs over the batch."""
    inner = {axis for node in nodes(body) if isinstance(node, Reduce) for axis in node.axes or ()}
    if "batch" in inner:
        raise cursor.unsupported("more than two sums, one inside the other", opening.binding.span)
    return "batch" if inner else "latent"
