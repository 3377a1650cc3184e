"""Which files cannot hold a KL term: told by the operations in their bytes, before anything is parsed.

A Gaussian KL has a logarithm or an exponential beside a product, a power or a quotient, or a library computes it. Names
that speak of a logarithm (`logvar`) count as one, since the operation may be what was forgotten. Common words that
are spelled alike (`logging`, `login`, `logits`, `catalog`, `expected`, `expand`) do not.

Each pattern begins with plain letters and looks behind itself for the rest: `re` finds these a hundred times faster
than a choice or a look behind at the start.
"""

from __future__ import annotations

import re

LOGARITHM = re.compile(
    rb"log(?<!catalog)(?<!analog)(?<!backlog)(?<!dialog)(?<!prolog)(?<!\bblog)"
    rb"(?!g|i[cnst]|o\b|os|out|y|s\b|s?_?dir|_?file|_?level|_?path)"
)
NATURAL_LOGARITHM = re.compile(rb"ln(?<![a-z]ln)(?:\b|_|var|sig|std)")

EXPONENTIAL = re.compile(rb"xp(?<=[Ee]xp)(?<!regexp)(?<!Regexp)(?:m1|(?![a-z]))")
EXPONENTIAL_IN_CAPITALS = re.compile(rb"XP(?<=EXP)(?![A-Z])")
POWER_OF_E = re.compile(rb"\*\*(?:(?<=\be\*\*)|(?<=\be \*\*))")

LIBRARY = (re.compile(rb"kl(?<![a-z]kl)(?![a-z])"), re.compile(rb"kl_?div"), re.compile(rb"dkl\b"))

IN_SMALL_LETTERS = (LOGARITHM, NATURAL_LOGARITHM)
AS_WRITTEN = (EXPONENTIAL, EXPONENTIAL_IN_CAPITALS, POWER_OF_E)

SPELLED_OUT = (b"softplus", b"xlog", b"2.718")

POWERS = (b"*", b"/", b"@", b"pow", b"square", b"Square", b"sqr", b"mul", b"norm", b"prod", b"dot")


def may_hold_a_kl(data: bytes) -> bool:
    """Whether a text in an encoding that extends ASCII may hold a Gaussian KL term. `False` is certain."""
    small = data.lower()
    if any(pattern.search(small) for pattern in LIBRARY) or b"kullback" in small:
        return True
    return any(one in data for one in POWERS) and (
        any(one in small for one in SPELLED_OUT)
        or any(pattern.search(small) for pattern in IN_SMALL_LETTERS)
        or any(pattern.search(data) for pattern in AS_WRITTEN)
    )
