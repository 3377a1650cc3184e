"""Curves against formulas written here by hand."""

import math

import pytest

from kl_check.model.report import Figure, Panel
from kl_check.report.figures import latents, readings


def panel(figure: Figure, name: str) -> Panel:
    return next(one for one in figure.panels if one.name == name)


def by_label(shown: Panel, start: str) -> tuple[tuple[float, float], ...]:
    return next(curve.points for curve in shown.curves if curve.label.startswith(start))


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
    points = by_label(panel(readings(), name), label)
    assert len({across for across, _ in points}) == len(points) >= 2
    for across, up in points:
        assert up == pytest.approx(formula(across), abs=1e-4)  # coordinates have six digits, slopes near 0 are steep


def test_sum_and_mean_over_latents() -> None:
    one = (0.8**2 + 0.5**2 - 1) / 2 - math.log(0.8)
    for size, value in by_label(panel(latents(), "latents"), "sum"):
        assert value == pytest.approx(size * one, abs=1e-5)
    for _, value in by_label(panel(latents(), "latents"), "mean"):
        assert value == pytest.approx(one, abs=1e-5)
    for size, value in by_label(panel(latents(), "implied-weight"), "β = 1/J"):
        assert value == pytest.approx(1 / size, abs=1e-5)


@pytest.mark.parametrize("figure", [readings(), latents()], ids=lambda figure: figure.anchor)
def test_curves_stay_in_sight_and_labels_inside(figure: Figure) -> None:
    for shown in figure.panels:
        for curve in shown.curves:
            assert any(
                shown.across.low <= across <= shown.across.high and shown.up.low <= up <= shown.up.high
                for across, up in curve.points
            )
            if curve.label:
                assert shown.across.low <= curve.label_at[0] <= shown.across.high
                assert shown.up.low <= curve.label_at[1] <= shown.up.high
