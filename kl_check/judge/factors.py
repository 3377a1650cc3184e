"""The mistakes that a factor on the whole of a KL says."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from kl_check.algebra.exact import Tag
from kl_check.algebra.polynomial import Polynomial
from kl_check.judge.scalars import BATCH, LATENTS, factor_of
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.term import Apply, Number, Term, walk


def divisors(term: Term) -> Iterator[Fraction]:
    """The numbers that a term divides by, also as factors of a divisor."""
    for part in walk(term):
        if isinstance(part, Apply) and part.head == "divide":
            yield from _factors(part.arguments[1])


def _factors(term: Term) -> Iterator[Fraction]:
    if isinstance(term, Number):
        yield term.value
    elif isinstance(term, Apply) and term.head == "multiply":
        for one in term.arguments:
            yield from _factors(one)


def is_lone_part(hypothesis: Hypothesis) -> bool:
    """Whether the KL has one part only: the means', between equal scales."""
    return hypothesis.first.scale == hypothesis.second.scale


def scale_mistakes(
    scale: Polynomial, tag: Tag, numbers: Collection[Fraction] = (), *, lone_part: bool = False
) -> list[str]:
    """What a factor on the whole says. The mean over the batch is no mistake: a batch sum may be divided once.

    `numbers` are those that the text divides by, which tell a count from a part's factor; `lone_part`: the KL has one
    part only, as between equal variances, and a factor on it is that part's.
    """
    factor = factor_of(scale)
    if factor is None:
        return ["other"]
    found = ["sign"] if factor.coefficient < 0 else []
    sizes = dict(factor.sizes)
    if "batch" in tag and sizes.get(BATCH) == -1:
        del sizes[BATCH]
    if sizes.get(LATENTS, 0) <= -1:
        found.append("mean-over-latents")
        sizes[LATENTS] += 1
    found += ["wrong-count"] if any(sizes.values()) else []
    found += ["wrong-base"] if factor.logs == {"2": -1} else ["other"] if factor.logs else []
    return found + _of_number(abs(factor.coefficient), numbers, lone_part=lone_part)


def _of_number(size: Fraction, numbers: Collection[Fraction], *, lone_part: bool) -> list[str]:
    counts = [count for count in numbers if size * count in (1, 2) and _is_count(1 / count)]
    if size == 2:
        return ["missing-half"]
    if counts and size * counts[0] == 2:
        return ["wrong-count", "missing-half"]
    if _is_count(size):
        return ["wrong-count"]
    if size == 1:
        return []
    return ["wrong-coefficient" if lone_part else "other"]


def _is_count(size: Fraction) -> bool:
    """Whether a factor is one over a number that reads as a count of something."""
    return size.numerator == 1 and size.denominator > 4 and str(size.denominator).strip("0") != "1"
