"""A panel as TikZ, drawn from the same data as the SVG."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from kl_check.model.report import Curve, Panel, Scale

WIDTH, HEIGHT = 6.2, 4.4  # cm
INKS = ("inkA", "inkB", "inkC")


def tikz(panel: Panel, escaped: Callable[[str], str]) -> str:
    """A `tikzpicture`. `escaped` makes LaTeX of a label."""
    return "\n".join((r"\begin{tikzpicture}", *_parts(panel, escaped), r"\end{tikzpicture}"))


def _parts(panel: Panel, escaped: Callable[[str], str]) -> Iterator[str]:
    yield rf"\node[anchor=south west] at (0,{HEIGHT}) {{\bfseries\small {escaped(panel.title)}}};"
    for place, label in panel.across.ticks:
        at = _place(place, panel.across, WIDTH)
        yield rf"\draw[grid] ({at},0) -- ({at},{HEIGHT}); \node[below] at ({at},0) {{\scriptsize {escaped(label)}}};"
    for place, label in panel.up.ticks:
        at = _place(place, panel.up, HEIGHT)
        yield rf"\draw[grid] (0,{at}) -- ({WIDTH},{at}); \node[left] at (0,{at}) {{\scriptsize {escaped(label)}}};"
    yield rf"\node at ({WIDTH / 2},-0.85) {{\footnotesize {escaped(panel.across.label)}}};"
    yield rf"\node[rotate=90] at (-0.95,{HEIGHT / 2}) {{\footnotesize {escaped(panel.up.label)}}};"
    yield rf"\begin{{scope}}\clip (0,0) rectangle ({WIDTH},{HEIGHT});"
    yield from (_drawn(curve, panel) for curve in panel.curves)
    yield r"\end{scope}"
    for curve in panel.curves:
        if curve.label:
            (corner,) = _places([curve.label_at], panel)
            side = "left" if curve.label_ends else "right"
            yield rf"\node[{side}, inner sep=0pt, {_ink(curve)}] at {corner} {{\scriptsize {escaped(curve.label)}}};"


def _drawn(curve: Curve, panel: Panel) -> str:
    places = _places(curve.points, panel)
    if curve.marks:
        return " ".join(rf"\fill[{_ink(curve)}] {place} circle (1.6pt);" for place in places)
    through = f"plot coordinates {{{' '.join(places)}}}"
    if curve.filled:
        return rf"\fill[{_ink(curve)}, opacity=0.16] {through};"
    style = ", dashed" if curve.dashed else ", dotted" if curve.dotted else ", thick"
    return rf"\draw[{_ink(curve)}{style}] {through};"


def _ink(curve: Curve) -> str:
    return "faint" if curve.ink is None else INKS[curve.ink]


def _places(points: Sequence[tuple[float, float]], panel: Panel) -> list[str]:
    return [f"({_place(across, panel.across, WIDTH)},{_place(up, panel.up, HEIGHT)})" for across, up in points]


def _place(value: float, scale: Scale, length: float) -> float:
    """In cm from the corner; what lies far outside is brought near, for TeX counts in small numbers."""
    low, high = scale.low, scale.high
    if scale.is_logarithmic:
        value, low, high = math.log10(max(value, low * 1e-3)), math.log10(low), math.log10(high)
    part = (value - low) / (high - low)
    return round(length * min(max(part, -2.0), 3.0), 3) + 0.0
