"""Curves against formulas written here by hand."""

import math
import re

import pytest

from kl_check.model.report import Curve, Figure, Panel
from kl_check.report.figures import latents, readings, sampling, trap, valley

FIGURES = [module.figure() for module in (valley, sampling, trap, readings, latents)]


def panel(name: str) -> Panel:
    return next(one for figure in FIGURES for one in figure.panels if one.name == name)


def by_label(shown: Panel, start: str) -> tuple[tuple[float, float], ...]:
    return next(curve.points for curve in shown.curves if curve.label.startswith(start))


def kl(mean: float, std: float) -> float:
    return (std**2 + mean**2 - 1) / 2 - math.log(std)


@pytest.mark.parametrize(
    ("name", "label", "formula"),
    [
        ("readings", "f(σ)", lambda x: (x**2 - 1) / 2 - math.log(x)),
        ("readings", "g(v)", lambda x: (x - 1 - math.log(x)) / 2),
        ("gradients", "f′(σ)", lambda x: x - 1 / x),
        ("gradients", "g′(v)", lambda x: (1 - 1 / x) / 2),
        ("gradients", "curvature 2", lambda x: 2 * (x - 1)),
        ("gradients", "curvature ½", lambda x: (x - 1) / 2),
    ],
)
def test_readings(name: str, label: str, formula: object) -> None:
    points = by_label(panel(name), label)
    assert len({across for across, _ in points}) == len(points) >= 2
    for across, up in points:
        assert up == pytest.approx(formula(across), abs=1e-4)  # coordinates have six digits, slopes near 0 are steep


def test_sum_and_mean_over_latents() -> None:
    one = kl(0.5, 0.8)
    for size, value in by_label(panel("latents"), "sum"):
        assert value == pytest.approx(size * one, abs=1e-5)
    for _, value in by_label(panel("latents"), "mean"):
        assert value == pytest.approx(one, abs=1e-5)
    for size, value in by_label(panel("implied-weight"), "β = 1/J"):
        assert value == pytest.approx(1 / size, abs=1e-5)


@pytest.mark.parametrize("level", valley.LEVELS)
def test_a_line_of_the_map_joins_points_of_equal_kl_once_around(level: float) -> None:
    stds, logs = (by_label(panel(name), f"{level:g}") for name in ("valley", "valley-log"))
    for mean, std in stds:
        assert kl(mean, std) == pytest.approx(level, abs=1e-4)
    for mean, log_variance in logs:
        assert kl(mean, math.exp(log_variance / 2)) == pytest.approx(level, abs=1e-4)
    for ring in (stds, logs):
        assert ring[0] == pytest.approx(ring[-1], abs=1e-3)
        assert max(mean for mean, _ in ring) == pytest.approx(math.sqrt(2 * level), abs=1e-3)
        assert min(mean for mean, _ in ring) == pytest.approx(-math.sqrt(2 * level), abs=1e-3)


def test_runs_stay_in_the_band_and_the_band_around_the_kl() -> None:
    shown = panel("sampling")
    (band,) = (curve.points for curve in shown.curves if curve.filled)
    half = len(band) // 2
    upper, lower = dict(band[:half]), dict(band[half:])
    assert upper.keys() == lower.keys()
    total = 2 * kl(0.5, 0.8)
    runs = [curve.points for curve in shown.curves if curve.ink == 0 and not curve.filled]
    assert len(runs) == len(sampling.SEEDS)
    for count, high in upper.items():
        assert (high + lower[count]) / 2 == pytest.approx(total, abs=1e-5)
        assert all(lower[count] < dict(run)[count] < high for run in runs)
    widths = [upper[count] - lower[count] for count in sorted(upper)]
    assert widths == sorted(widths, reverse=True)
    assert len({run[-1][1] for run in runs}) == len(runs)


@pytest.mark.parametrize(
    ("label", "value"),
    [
        pytest.param("σ put for σ²", (0.8 + 0.25 - 1) - math.log(0.8), id="variance-of-a-std"),
        pytest.param("σ² put for σ", 2 * kl(0.5, 0.64), id="std-of-a-variance"),
        pytest.param("mean over the latents", kl(0.5, 0.8), id="mean"),
    ],
)
def test_values_of_the_variants(label: str, value: float) -> None:
    assert [up for _, up in by_label(panel("sampling"), label)] == pytest.approx([value, value], abs=1e-5)


def test_the_smaller_the_difference_the_more_samples() -> None:
    ends = {curve.label: curve.points[-1][0] for curve in panel("exposing").curves if not curve.marks}
    by_count = sorted(ends, key=ends.__getitem__)
    assert by_count[0] == "σ² put for σ"
    assert by_count[-1] == "0.4999999 for ½"
    assert ends["0.4999999 for ½"] > 1e15
    assert ends["σ put for σ²"] == ends["log σ put for log σ²"]


def trapped(name: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple(by_label(panel(name), label) for label in ("over t", "over all x"))


def test_quadrature_over_all_x_is_silently_zero_where_the_standardised_one_is_right() -> None:
    for standardised, naive in (trapped("trap-narrow"), trapped("trap-away")):
        assert sum(up == 0 for _, up in naive) >= 5
        assert all(up > 0 for _, up in standardised)
    narrow, _ = trapped("trap-narrow")
    for std, value in narrow:
        expected = math.log(2 / std) + (std**2 + 16) / 8 - 0.5
        assert value == pytest.approx(expected, abs=1e-3)  # the place has six digits, and log its slope there
    away, _ = trapped("trap-away")
    for mean, value in away:
        assert value == pytest.approx(kl(mean, 0.1), abs=1e-4)


def test_what_the_words_say_of_the_trap_is_so() -> None:
    assert trap.naive(3, 0.01, -1, 2) == 0
    assert trap.naive(3, 0.02, -1, 2) == pytest.approx(math.log(100) + (0.0004 + 16) / 8 - 0.5)
    _, away = trapped("trap-away")
    assert [mean for mean, value in away if value == 0] == [5, 7, 8, *range(10, 21)]
    _, narrow = trapped("trap-narrow")
    seen = min(std for std, value in narrow if value != 0)
    assert round(seen, 3) == 0.018
    assert all((value == 0) == (std < seen) for std, value in narrow)


def in_sight(curve: Curve, shown: Panel) -> bool:
    return any(
        shown.across.low <= across <= shown.across.high and shown.up.low <= up <= shown.up.high
        for across, up in curve.points
    )


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.anchor)
def test_curves_stay_in_sight_and_labels_inside(figure: Figure) -> None:
    for shown in figure.panels:
        assert len(shown.alternative) > 60
        for curve in shown.curves:
            assert in_sight(curve, shown), (shown.name, curve.label)
            if curve.label:
                assert shown.across.low <= curve.label_at[0] <= shown.across.high
                assert shown.up.low <= curve.label_at[1] <= shown.up.high


def test_no_coordinate_has_more_digits_than_machines_agree_on() -> None:
    numbers = [
        number
        for figure in FIGURES
        for one in figure.panels
        for curve in one.curves
        for point in curve.points
        for number in point
    ]
    assert len(numbers) > 1000
    assert not [one for one in numbers if abs(one) < 1e6 and re.search(r"\.\d{7,}$", f"{one!r}")]
