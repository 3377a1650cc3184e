"""What an expression truly is: 50-digit values at points, set beside the KL under every role of every scale.

Nothing here knows how kl_check decides. An expression is a KL up to scale and shift under a reading if, for two choices
of the sizes, its values at all points lie on one line over the KL's values; the verdict's word follows from the lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations

import numpy as np
from mpmath import mp, mpf

from benchmarks.mutants.values import (
    CLOSE,
    MP_EXP,
    MP_LOG,
    SETTINGS,
    TWO,
    Array,
    Function,
    Samples,
    Values,
    differ,
    flat,
    points,
)

PLAINLY = 1e-5  # of the magnitudes, in doubles: more than this apart is different without a second look
AXES: Mapping[str, tuple[int, ...]] = {"element": (), "latent": (1,), "batch": (0,), "all": (0, 1)}
"""What has been summed over, by the shape that is left."""
ROLES: Mapping[str, tuple[str, int]] = {
    "std": ("positive", 1),
    "var": ("positive", 2),
    "log_std": ("real", 1),
    "log_var": ("real", 2),
    "precision": ("positive", -2),
    "log_precision": ("real", -2),
}
"""What a scale holds: σ to a power, or the power times log σ."""


# Readings


@dataclass(frozen=True, slots=True)
class Reading:
    """KL(N(mean, scale) ‖ N(mean_2, scale_2)); an empty mean is 0, an empty scale 1."""

    mean: str
    scale: str
    role: str
    mean_2: str
    scale_2: str
    role_2: str

    @property
    def named_so(self) -> bool:
        """Whether means are what is called so, and scales too."""
        means, scales = self.mean + self.mean_2, self.scale + self.scale_2
        return "s" not in means and "m" not in scales

    @property
    def backwards(self) -> bool:
        """Whether the prior stands first: a fixed scale beside a learned one, or the second scale before the first."""
        return bool(self.scale_2) and self.scale != self.scale_2 and (not self.scale or self.scale_2 == "s1")


@cache
def readings(symbols: tuple[str, ...]) -> tuple[Reading, ...]:
    return tuple(_readings(symbols))


def _readings(symbols: tuple[str, ...]) -> Iterator[Reading]:
    """Every way to give all symbols to two Gaussians, the scales in every role; (m₁ − m₂)² does not know its order."""
    for count in (0, 1, 2):
        for means in combinations(symbols, count):
            scales = [name for name in symbols if name not in means]
            mean, mean_2 = (*means, "", "")[:2]
            if len(scales) > 2:
                continue
            for scale, scale_2 in _scale_pairs(scales):
                for role in ROLES if scale else ("",):
                    both = (role,) if scale == scale_2 else ROLES if scale_2 else ("",)
                    for role_2 in both:
                        yield Reading(mean, scale, role, mean_2, scale_2, role_2)


def _scale_pairs(scales: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(scales) == 2:
        yield from permutations(scales)
    elif scales:
        yield from ((scales[0], ""), ("", scales[0]), (scales[0], scales[0]))
    else:
        yield "", ""


def kl(reading: Reading, values: Values, exp: Function = MP_EXP, log: Function = MP_LOG) -> Array:
    """The KL of each latent."""

    def log_std(name: str, role: str) -> Array:
        if not name:
            return values["zero"]
        kind, power = ROLES[role]
        return (log(values[name]) if kind == "positive" else values[name]) / power

    first, second = log_std(reading.scale, reading.role), log_std(reading.scale_2, reading.role_2)
    difference = values[reading.mean or "zero"] - values[reading.mean_2 or "zero"]
    return second - first + (exp(2 * (first - second)) + difference**2 * exp(-2 * second) - 1) / 2


@cache
def kl_samples(reading: Reading, setting: int, shape: str) -> tuple[mpf, ...]:
    """The KL's values at the points, reduced to the shape of the expression."""
    return flat(np.sum(kl(reading, one), axis=AXES[shape]) for one in points(setting))


@cache
def _table(symbols: tuple[str, ...], shape: str) -> Array:
    """The first three values of the KL under every reading, in doubles."""
    plain = [{name: np.asarray(value, dtype=float) for name, value in one.items()} for one in points(0)]

    def three(reading: Reading) -> Array:
        found = [np.sum(kl(reading, one, np.exp, np.log), axis=AXES[shape]).ravel() for one in plain]
        return np.concatenate(found)[:3]

    return np.array([three(one) for one in readings(symbols)])


# Lines


def line(code: Sequence[mpf], reference: Sequence[mpf]) -> tuple[mpf, mpf] | None:
    """(scale, offset) if code = scale · reference + offset at all points, and scale is not 0."""
    spread = reference[1] - reference[0]
    if not differ(code[0], code[1]) or not differ(reference[0], reference[1]):
        return None
    scale = (code[1] - code[0]) / spread
    offset = code[0] - scale * reference[0]
    pairs = zip(code, reference, strict=True)
    if all(abs(c - scale * r - offset) <= CLOSE * (abs(c) + abs(scale * r) + abs(offset)) for c, r in pairs):
        return scale, offset
    return None


def candidates(code: Samples, symbols: tuple[str, ...]) -> Iterator[Reading]:
    """The readings that doubles do not plainly refute by three points."""
    table, (f1, f2, f3) = _table(symbols, code.shape), map(float, code.values[0][:3])
    g1, g2, g3 = table.T
    left, right = (f1 - f2) * (g1 - g3), (f1 - f3) * (g1 - g2)
    size = (abs(f1) + abs(f2)) * (abs(g1) + abs(g3)) + (abs(f1) + abs(f3)) * (abs(g1) + abs(g2))
    for index in np.flatnonzero(abs(left - right) <= PLAINLY * size):
        yield readings(symbols)[index]


# The word


ORDER = ("exact", "shifted", "scaled", "wrong", "unrelated")
FACTORS: tuple[tuple[str, Callable[[Mapping[str, int]], mpf]], ...] = (
    ("missing-half", lambda _: mpf(2)),
    ("mean-over-latents", lambda sizes: mpf(1) / sizes["J"]),
    ("wrong-count", lambda sizes: mpf(1) / sizes["P"]),
    ("wrong-count", lambda sizes: mpf(1) / sizes["B"]),  # beside the mean over the batch
    ("wrong-count", lambda _: mpf(1) / 784),
    ("wrong-base", lambda _: 1 / mp.log(2)),
)
"""What a factor on the whole is called; several may stand there at once."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The word that is true of an expression.

    `mildest` is the word if names do not even tell means from scales, as `s1**2/(2*s2**2)` may be a distance of means.
    `mistakes`: how scale and offset alone name what is wrong, for a KL up to scale and shift.
    """

    word: str
    mildest: str
    mistakes: frozenset[frozenset[str]] = frozenset()


def truth(code: Samples | None, symbols: tuple[str, ...]) -> Truth:
    """The verdict that the contract demands, for both Gaussians known apart by their names."""
    if code is None or not symbols or not any(differ(code.values[0][0], one) for one in code.values[0][1:]):
        return Truth("unrelated", "unrelated")
    found = list(_found(code, symbols))
    mildest = min((word for _, word, _ in found), key=ORDER.index, default="wrong")
    word = min((word for reading, word, _ in found if reading.named_so), key=ORDER.index, default="wrong")
    if word == mildest == "wrong" and _is_lone_logarithm(code, symbols):
        word = mildest = "unrelated"
    mistakes = frozenset(named for _, one, named in found if one in (word, mildest) and one in ("shifted", "scaled"))
    return Truth(word, mildest, mistakes)


def _is_lone_logarithm(code: Samples, symbols: tuple[str, ...]) -> bool:
    """Whether an expression is a log σ + b, for a scale in some role: the contract calls that no KL."""
    if len(symbols) != 1:
        return False
    logs = (lambda x: x), MP_LOG
    sums = ([np.sum(log(one[symbols[0]]), axis=AXES[code.shape]) for one in points(0)] for log in logs)
    return any(line(code.values[0], flat(one)) for one in sums)


def _found(code: Samples, symbols: tuple[str, ...]) -> Iterator[tuple[Reading, str, frozenset[str]]]:
    """The readings under which the expression is a KL up to scale and shift."""
    for reading in candidates(code, symbols):
        lines = [line(code.values[setting], kl_samples(reading, setting, code.shape)) for setting in TWO]
        if lines[0] and lines[1]:
            both = lines[0], lines[1]
            yield reading, _word(reading, both, code.shape), _mistakes(both, code.shape)


def _mistakes(lines: Sequence[tuple[mpf, mpf]], shape: str) -> frozenset[str]:
    """What scale and offset say."""
    found = {"sign"} if lines[0][0] < 0 else set()
    if any(abs(offset) > CLOSE * 10 for _, offset in lines):
        found.add("dropped-constant")
    return frozenset(found | _factors([abs(scale) for scale, _ in lines], shape))


def _factors(scales: Sequence[mpf], shape: str) -> set[str]:
    """The fewest factors that make up a scale."""
    for count in range(len(FACTORS) + 1):
        for chosen in combinations(FACTORS, count):
            products = [mp.fprod(factor(sizes) for _, factor in chosen) for sizes in SETTINGS[:2]]
            if _is_one([scale / one for scale, one in zip(scales, products, strict=True)], shape):
                return {word for word, _ in chosen}
    return {"other"}


def _is_one(scales: Sequence[mpf], shape: str) -> bool:
    """Whether a scale is 1, or a batch sum's division by the batch's size or by one that is read as it: the mean."""
    divisors: list[Sequence[int]] = [(1, 1)]
    if shape in ("batch", "all"):
        divisors += [[sizes[name] for sizes in SETTINGS[:2]] for name in ("B", "P")]
    return any(all(not differ(s * d, mpf(1)) for s, d in zip(scales, many, strict=True)) for many in divisors)


def _word(reading: Reading, lines: Sequence[tuple[mpf, mpf]], shape: str) -> str:
    if reading.backwards or not (reading.mean or reading.mean_2):
        return "wrong"
    if not _is_one([scale for scale, _ in lines], shape):
        return "scaled"
    return "exact" if all(abs(offset) <= CLOSE * 10 for _, offset in lines) else "shifted"
