"""The nearest exact form, and the mistakes that lead from it to the term: a comparison part by part.

The KL and the term are laid out alike (`layout.py`): by the factor of each scale, and by the means. Each piece of the
term is then a part of the KL, right or after slips (`slips.py`), times a number. One number is the scale of the whole;
what other numbers, absent parts and the constant leave over are slips too. The fewest slips explain the term.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, product
from typing import TypeAlias

from kl_check.algebra import polynomial
from kl_check.algebra.polynomial import Monomial, Polynomial
from kl_check.judge.factors import is_lone_part, scale_mistakes
from kl_check.judge.hypotheses import direction, implausibility, misplaced_names
from kl_check.judge.layout import Pieces, Unit, laid_out, scales_of, units_of
from kl_check.judge.parts import Target, target_of
from kl_check.judge.relation import Shape, count_of
from kl_check.judge.scalars import factor_of
from kl_check.judge.slips import EMPTY, Explained, Place, in_factor, in_logarithm, in_ratio, mean_shapes, words_of
from kl_check.know.mistakes.table import MISTAKES
from kl_check.know.names import suggested_role
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.mistake import Edit

MAX_SLIPS = 3
MIN_PARTS = 2  # of the three that vary: fewer are no sign that a KL is meant
MAX_PIECES = 5

WORDS = tuple(mistake.word for mistake in MISTAKES)

Names: TypeAlias = tuple[str, ...]
"""The words that name one slip, the commonest first."""

ZERO, ONE = Fraction(0), Fraction(1)
NOTHING = polynomial.rational(0)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Under `target`'s hypothesis the term is the KL but for these mistakes, which `slips` changes make."""

    target: Target
    mistakes: Names
    slips: int
    ties: tuple[Names, ...] = ()  # what explains the term as well
    numbers: frozenset[Fraction] = frozenset()  # by which something was multiplied, or its inverse

    @property
    def cost(self) -> tuple[int, int, int]:
        """Few slips first; of equals what the names favour, then the mistakes that people make most."""
        order = sum(WORDS.index(word) for word in self.mistakes if word in WORDS)
        return self.slips, implausibility(self.target.hypothesis), order


def explanations(
    shape: Shape, target: Target, numbers: Collection[Fraction] = (), *, most: int = MAX_SLIPS, scattered: bool = False
) -> Iterator[Diagnosis]:
    """How the term may have come about from the KL under one hypothesis.

    `numbers` are those that the text divides by; `scattered`: not all of the term is summed.
    """
    layout = _Layout(target.hypothesis, numbers)
    parts = {unit.part for unit in layout.units}
    pieces = laid_out(shape.body, target.hypothesis)
    if not pieces or len(pieces) > MAX_PIECES or not _is_telling(target, parts):
        return
    for chosen in layout.pieced(pieces, most):
        if sum(len(piece.units) if piece.ratio is None else 1 for piece in chosen) < min(MIN_PARTS, len(parts)):
            continue
        for scale in _scales(chosen):
            slips = layout.slips(chosen, scale, shape, scattered=scattered)
            if slips and len(slips) <= most:
                named = _named(slips)
                numbers = _numbers(chosen, scale)
                yield Diagnosis(_meant(target), named[0], len(slips), tuple(named[1:]), numbers)


def _is_telling(target: Target, parts: Collection[str]) -> bool:
    """Whether the KL has parts enough; a squared distance alone says little, if the names do not say more."""
    roles = target.hypothesis.roles()
    spelled_out = bool(target.scales) and not misplaced_names(target.hypothesis) and all(map(suggested_role, roles))
    return bool(parts) and (len(parts) >= MIN_PARTS or spelled_out)


def _named(slips: Sequence[Names]) -> list[Names]:
    """All ways to name some slips, by sets of words, the commonest first."""
    found = (tuple(dict.fromkeys(words)) for words in product(*slips))
    return list({frozenset(words): words for words in reversed(list(found))}.values())[::-1]


def is_reversed(hypothesis: Hypothesis) -> bool:
    """Whether a hypothesis takes the KL the other way round; between equal scales both ways are the same."""
    equal = hypothesis.first.scale == hypothesis.second.scale
    return not equal and (hypothesis.target == "reverse" or direction(hypothesis) == "reversed")


def _meant(target: Target) -> Target:
    """The target the way round that is meant."""
    hypothesis = target.hypothesis
    if not is_reversed(hypothesis):
        return target
    fixed = not isinstance(hypothesis.first.scale, str)
    return target_of(Hypothesis(hypothesis.second, hypothesis.first, "standard" if fixed else "general"))


# The term in pieces


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the term as parts of the KL, after slips; `ratio` is what it is of what is due then."""

    units: tuple[Unit, ...]
    slips: tuple[Edit, ...]
    ratio: Polynomial | None  # None where two parts cancel
    constant: Fraction = ZERO  # what the slips add to the KL's own


Options: TypeAlias = list[tuple[tuple[Unit, ...], tuple[Edit, ...], Fraction]]
"""Parts that may stand in one place, after which slips, with what coefficient."""


class _Layout:
    """The KL under one hypothesis, and how pieces of a term may have come from its parts."""

    def __init__(self, hypothesis: Hypothesis, numbers: Collection[Fraction]) -> None:
        self.hypothesis = hypothesis
        self.numbers = numbers
        self.units = units_of(hypothesis)
        self.scales = scales_of(hypothesis)
        self.constant = target_of(hypothesis).whole.select(_is_number)
        self.always: list[Names] = [("reversed",)] if is_reversed(hypothesis) else []
        if not isinstance(hypothesis.first.mean, str) and hypothesis.target != "reverse":
            self.always.append(("dropped-term",))  # a KL without a mean

    def pieced(self, pieces: Pieces, most: int) -> Iterator[Sequence[Piece]]:
        """Every way to take each piece of the term for parts of the KL, no part twice."""
        choices = [list(self._options(place, means)) for place, means in pieces.items()]
        for options in product(*choices):
            chosen = tuple(chain.from_iterable(options))
            held = [unit for piece in chosen for unit in piece.units]
            if len(set(held)) < len(held) or len({slip for piece in chosen for slip in piece.slips}) > most:
                continue
            yield chosen
            for lost in self._cancelled(pieces, held):
                yield (*chosen, lost)

    def _options(self, place: Place, means: Mapping[Monomial, Polynomial]) -> Iterator[tuple[Piece, ...]]:
        """What stands in one place: the means, with whatever else is left there, or something without means."""
        if means.keys() == {EMPTY}:
            yield from ((one,) for one in self._of_scales(place, means[EMPTY]))
            return
        unit = next((one for one in self.units if one.part == "mean"), None)
        for piece, rest in self._of_means(place, means, unit) if unit else ():
            if rest:
                yield from ((piece, one) for one in self._of_scales(place, rest))
            else:
                yield (piece,)

    def _of_means(
        self, place: Place, means: Mapping[Monomial, Polynomial], unit: Unit
    ) -> Iterator[tuple[Piece, Polynomial]]:
        """The part of the means, and what is left beside it."""
        varying = frozenset(means) - {EMPTY}
        for slips, shape in mean_shapes(self.hypothesis).get(varying, ()):
            ratios = {means[one].scaled(1 / (Fraction(shape.terms[one]) * unit.value)) for one in varying}
            ratio = ratios.pop()
            if ratios:
                continue
            own = Fraction(shape.terms.get(EMPTY, 0)) * unit.value
            apart = place == Place()  # where the constants of the term are told from what varies
            rest = NOTHING if apart else means.get(EMPTY, NOTHING) - ratio.scaled(own)
            added = own - _constant_of_square(self.hypothesis) * unit.value if apart else ZERO
            for others, times in self._divisors(place, unit):
                yield Piece((unit,), (*slips, *others), ratio.scaled(1 / times), added), rest

    def _divisors(self, place: Place, unit: Unit) -> Iterator[Explained]:
        """How the scales beside the means may have come about; one slip is to take the other scale."""
        yield from self._factors(place, unit)
        variance = next((one for one in self.units if one.part == "variance"), None)
        if variance and place.first != EMPTY == place.second and unit.rates[1]:
            for slips, times in in_factor(place.first, -variance.rates[0], self.scales[0]):
                yield (Edit("other-scale"), *slips), times

    def _factors(self, place: Place, unit: Unit) -> Iterator[Explained]:
        sides = zip((place.first, place.second), unit.rates, self.scales, strict=True)
        found = [list(in_factor(factor, rate, scale if rate else None)) for factor, rate, scale in sides]
        for (first, times), (second, again) in product(*found):
            yield (*first, *second), times * again

    def _of_scales(self, place: Place, coefficient: Polynomial) -> Iterator[Piece]:
        for units, slips, value in self._held(place):
            if value:
                yield Piece(units, slips, coefficient.scaled(1 / value))

    def _held(self, place: Place) -> Options:
        """What may stand in a place without means: a logarithm, both, the variance, or two of these together."""
        logs: Options = []
        for unit in (one for one in self.units if one.part == "log"):
            slot = 0 if unit.place.first != EMPTY else 1
            here, there = (place.first, place.second)[:: 1 if slot == 0 else -1]
            scale = self.scales[slot]
            if there == EMPTY and scale:
                logs += (((unit,), slips, unit.value * times) for slips, times in in_logarithm(here, scale))
        variances: Options = []
        for unit in (one for one in self.units if one.part == "variance"):
            variances += (((unit,), slips, unit.value * times) for slips, times in self._factors(place, unit))
        return [*logs, *variances, *self._ratio(place), *_together(logs, variances)]

    def _ratio(self, place: Place) -> Options:
        """σ₂/σ₁ for its logarithm."""
        logs = tuple(one for one in self.units if one.part == "log")
        if len(logs) < len(self.scales) or EMPTY in (place.first, place.second):
            return []
        ordered = sorted(logs, key=lambda one: one.place.first == EMPTY)
        due = {scale: one.value for scale, one in zip(self.scales, ordered, strict=True) if scale}
        return [(logs, slips, times) for slips, times in in_ratio(place, due)]

    def _cancelled(self, pieces: Pieces, held: Sequence[Unit]) -> Iterator[Piece]:
        """Parts that are not in the term since, after a slip, they cancel each other."""
        left = [unit for unit in self.units if unit not in held]
        if {"log", "variance"} <= {unit.part for unit in left}:
            for place in {unit.place for unit in left if unit.part != "mean"} - set(pieces):
                for units, slips, value in self._held(place):
                    if not value and set(units) <= set(left):
                        yield Piece(units, slips, None)

    # What is left to explain, once one number is the scale of the whole

    def slips(self, chosen: Sequence[Piece], scale: Polynomial, shape: Shape, *, scattered: bool) -> list[Names]:
        """The slips that make the pieces of the KL; none, where there are none or a factor is no number."""
        factors = {unit: _over(piece.ratio, scale) for piece in chosen if piece.ratio for unit in piece.units}
        if None in factors.values():
            return []
        held = {unit for piece in chosen for unit in piece.units}
        absent = dict.fromkeys(unit.part for unit in self.units if unit not in held)
        edits = dict.fromkeys(slip for piece in chosen for slip in piece.slips)
        found = [words_of(edit) for edit in edits]
        found += [*self.always, *(("dropped-term",) for _ in absent)]
        found += _of_factors({unit: factor or ONE for unit, factor in factors.items()})
        found += (
            (word,) for word in scale_mistakes(scale, shape.tag, self.numbers, lone_part=is_lone_part(self.hypothesis))
        )
        found += [("misplaced-parenthesis",)] if scattered else []
        constant = self.constant + polynomial.rational(sum((piece.constant for piece in chosen), start=ZERO))
        due = scale * constant
        if shape.constant != due * count_of(shape.tag) and not (scattered and shape.constant == due):
            found.append(("dropped-constant",))
        return found


def _is_number(monomial: Monomial) -> bool:
    return all(name.isdecimal() for _, name in polynomial.generators(monomial))


def _constant_of_square(hypothesis: Hypothesis) -> Fraction:
    second = hypothesis.second.mean
    return ZERO if isinstance(second, str) else second**2


def _together(logs: Options, variances: Options) -> Options:
    """A logarithm and the variance in one place: a slip has made the one look as the other."""
    return [((*a, *b), (*s, *t), one + other) for a, s, one in logs for b, t, other in variances if s or t]


def _scales(chosen: Sequence[Piece]) -> list[Polynomial]:
    """The numbers that one piece at least is of what is due, the commonest first."""
    ratios = [piece.ratio for piece in chosen if piece.ratio]
    return sorted(dict.fromkeys(ratios), key=ratios.count, reverse=True)


def _numbers(chosen: Sequence[Piece], scale: Polynomial) -> frozenset[Fraction]:
    """The numbers, and their inverses, by which parts, exponents and the whole are off."""
    found = {_over(piece.ratio, scale) for piece in chosen if piece.ratio}
    found |= {slip.by for piece in chosen for slip in piece.slips if slip.operation == "exponent"}
    found |= {factor.coefficient} if (factor := factor_of(scale)) else set()
    sizes = {abs(number) for number in found if number}
    return frozenset(one for number in sizes if number != 1 for one in (number, 1 / number))


def _over(value: Polynomial | None, divisor: Polynomial) -> Fraction | None:
    """The number that a value is of another, if it is one."""
    if not value:
        return None
    number = divisor.constant
    ratio = value.scaled(1 / number) if number else value * polynomial.power(divisor, Fraction(-1))
    return ratio.constant or None


def _of_factors(factors: Mapping[Unit, Fraction]) -> list[Names]:
    """The slips that factors on parts are. Parts that stand in one bracket are multiplied together."""
    logs = dict.fromkeys(factor for unit, factor in factors.items() if unit.part == "log")
    spread = {unit.part: factor for unit, factor in factors.items() if unit.part != "log"}
    found = [name for factor in logs for name in _of_factor(factor, "log-factor")]
    if spread.get("variance") == spread.get("mean") == 2:  # the ½ in front of their bracket
        return [*found, ("missing-half",)]
    return found + [
        name for factor in dict.fromkeys(spread.values()) for name in _of_factor(factor, "wrong-coefficient")
    ]


def _of_factor(factor: Fraction, word: str) -> list[Names]:
    signs: list[Names] = [("sign",)] if factor < 0 else []
    return [*signs, (word,)] if abs(factor) != 1 else signs
