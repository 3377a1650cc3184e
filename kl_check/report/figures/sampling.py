"""A Monte Carlo run closing in on the KL, with its proved band; and how long it takes to see each variant."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from numpy.random import PCG64, Generator

from kl_check.confirm.methods.monte_carlo import PLAN, Spread
from kl_check.know.closed_forms import BY_NAME
from kl_check.know.variants import VARIANTS
from kl_check.model.report import Curve, Figure, Panel, Scale
from kl_check.report.figures.coordinates import Points, powers, rounded, ticks
from kl_check.report.figures.latents import POSTERIOR, value
from kl_check.report.wording import pretty

SEEDS = (0, 1, 2)
LATENTS = 2
FIRST, LAST = 2.0, 6.0
"""Powers of ten of the samples shown."""

SHORT = {
    "mean-for-sum": "mean over the latents",
    "std-for-variance": "σ put for σ²",
    "variance-for-std": "σ² put for σ",
    "log-std-for-log-variance": "log σ put for log σ²",
}
FACTOR = Fraction(4999999, 5000000)


def figure() -> Figure:
    """At one posterior in two equal latents, from N(0, I)."""
    kl = value(BY_NAME["diagonal-standard"].term, LATENTS)
    wrong = {row.name: _variant(row.name) for row in VARIANTS}
    wide = _spread()
    counts = [10 ** (FIRST + (LAST - FIRST) * step / 60) for step in range(61)]
    band = [(count, wide.deviation(round(count), _alarm())) for count in counts]
    closing = Panel(
        "sampling",
        "A sample mean closes in",
        f"Three runs of the mean of log q − log p, from 100 to 1 000 000 samples, settle at the KL, {kl:.3f} nats. "
        "They stay inside a band around it, proved beforehand, that narrows with the square root of their "
        "number. The values of three wrong formulas lie in the band at first and outside it later.",
        Scale("samples", 100, 1e6, powers(2, 6), is_logarithmic=True),
        Scale("nats", 0, 0.8, ticks("0", "0.2", "0.4", "0.6", "0.8")),
        (
            Curve("", _around(kl, band), (1, 1), ink=0, filled=True),
            *(Curve("", _run(seed, counts), (1, 1), ink=0) for seed in SEEDS),
            Curve("the KL", _level(kl), (8e5, kl + 0.035), dotted=True, label_ends=True),
            *(
                Curve(
                    SHORT[name],
                    _level(wrong[name]),
                    (8e5, up),
                    ink=1,
                    dashed=True,
                    label_ends=True,
                )
                for name, up in (
                    ("variance-for-std", wrong["variance-for-std"] + 0.035),
                    ("std-for-variance", wrong["std-for-variance"] - 0.035),
                    ("mean-for-sum", wrong["mean-for-sum"] - 0.035),
                )
            ),
        ),
    )
    needed = {SHORT[name]: wide.samples(abs(number - kl), (_alarm(), _miss())) for name, number in wrong.items()}
    needed["0.4999999 for ½"] = wide.samples(kl * float(1 - FACTOR), (_alarm(), _miss()))
    told = "; ".join(f"{name} {_short(count)}" for name, count in needed.items())
    exposing = Panel(
        "exposing",
        "Samples until each is exposed",
        f"The number of samples after which a wrong formula is surely seen at this posterior: {told}.",
        Scale("samples", 100, 1e20, powers(2, 20, 3), is_logarithmic=True),
        Scale("", 0, len(needed) + 0.4, ()),
        tuple(_bars(needed)),
    )
    alarm, miss = (pretty(f"{rate:g}") for rate in (PLAN.false_alarm, PLAN.false_pass))
    caption = (
        f"Two equal latents with μ = {float(POSTERIOR['mu_1'])}, σ = {float(POSTERIOR['sigma_1'])}; seeds "
        f"{', '.join(map(str, SEEDS))}. The band holds for each number of samples with probability "
        f"1 − {alarm}, by a bound that needs no central limit theorem. A formula is exposed once the band "
        f"is so narrow that it would be missed with probability {miss} at most. A wrong factor in the "
        "seventh digit is beyond any sampling: there only proof and enclosure see."
    )
    return Figure("figure-sampling", caption, (closing, exposing), SEEDS)


def _level(value: float) -> Points:
    return rounded([(10**FIRST, value), (10**LAST, value)])


def _variant(name: str) -> float:
    """A variant's value at the posterior; those of one latent are summed over the latents."""
    row = next(row for row in VARIANTS if row.name == name)
    summed = BY_NAME[row.of].summed
    return value(row.term, LATENTS) * (1 if summed else LATENTS)


def _spread() -> Spread:
    """Of log q − log p = a + bZ + cZ² in each latent."""
    mean, std = (float(POSTERIOR[name]) for name in ("mu_1", "sigma_1"))
    linear, square = mean * std, (std**2 - 1) / 2
    return Spread(LATENTS * (linear**2 + 2 * square**2), 2 * abs(square))


def _alarm() -> float:
    return math.log(2 / PLAN.false_alarm)


def _miss() -> float:
    return math.log(1 / PLAN.false_pass)


def _around(middle: float, band: list[tuple[float, float]]) -> Points:
    """The outline of the band, once around."""
    upper = [(count, middle + reach) for count, reach in band]
    lower = [(count, middle - reach) for count, reach in band]
    return rounded([*upper, *reversed(lower)])


def _run(seed: int, counts: list[float]) -> Points:
    """The mean after so many samples of one run."""
    mean, std = (float(POSTERIOR[name]) for name in ("mu_1", "sigma_1"))
    noise = Generator(PCG64(seed)).standard_normal((round(counts[-1]), LATENTS))
    z = mean + std * noise
    ratio = (z**2 - noise**2).sum(axis=1) / 2 - LATENTS * math.log(std)
    total = np.cumsum(ratio)
    return rounded((count, total[round(count) - 1] / round(count)) for count in counts)


def _bars(needed: dict[str, int]) -> Iterator[Curve]:
    for place, (name, count) in enumerate(sorted(needed.items(), key=lambda one: -one[1]), start=0):
        up = place + 0.35
        yield Curve(name, ((100, up), (count, up)), (160, up + 0.42), ink=2)
        yield Curve(_short(count), ((count, up),), (count * 3, up), ink=2, marks=True)


def _short(count: int) -> str:
    """Two digits, and a power of ten where it is long."""
    if count < 10**6:
        return f"{float(f'{count:.1e}'):,.0f}".replace(",", "\u202f")
    digits, power = f"{count:.1e}".split("e+")
    return f"{digits} · 10{str(int(power)).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}"
