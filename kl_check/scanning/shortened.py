"""A term in the names that the code gives its parts, where their definitions say more than a reading needs.

`sigma = 0.01 + exp(h)` and a KL in sigma: written out, no role makes it a KL in h; in sigma it is one.
"""

from __future__ import annotations

from collections.abc import Mapping

from kl_check.know.names import suggested_role
from kl_check.model.term import Apply, Symbol, Term, children, rebuild, symbols, walk
from kl_check.model.verdict import Verdict

Named = Mapping[int, tuple[Term, str]]

CONVERTING = frozenset({"exp", "log", "sqrt", "square", "power", "multiply", "divide", "negate", "reciprocal", "rsqrt"})
"""What one role is made into another by. A part that is made by these alone stays written out: it may be a mistake."""


def shortened(term: Term, named: Named) -> Term | None:
    """The term with its named means and scales as symbols; None where no part is one, or a part's symbols remain."""
    parts = dict(_parts(term, named))
    if not parts:
        return None
    inner = {name for part in parts.values() for name in symbols(part)}
    images = {id(part): Symbol(name, span=part.span) for name, part in parts.items()}
    equal = {part: images[id(part)] for part in parts.values()}

    def change(part: Term) -> Term:
        return equal[part] if part in equal else rebuild(part, change)

    short = change(term)
    return None if inner & set(symbols(short)) else short


def _parts(term: Term, named: Named) -> list[tuple[str, Term]]:
    """The outermost parts that have a name which says mean or scale, and are more than another role of a symbol."""
    _, name = named.get(id(term), (term, None))
    if name is not None and suggested_role(name) is not None and _says_more(term):
        return [(name, term)]
    return [found for part in children(term) for found in _parts(part, named)]


def _says_more(term: Term) -> bool:
    return bool(symbols(term)) and any(isinstance(part, Apply) and part.head not in CONVERTING for part in walk(term))


def reads_as_named(verdict: Verdict, short: Term) -> bool:
    """Whether a reading takes each scale for what its name says: a name is all that is known of it here."""
    reading = verdict.reading or {}
    return all(suggested_role(name) in (None, role) for name, role in reading.items() if name in symbols(short))
