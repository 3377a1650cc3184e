"""Draws a panel with matplotlib, as SVG text: the same bytes on every run, words as words, no metadata."""

from __future__ import annotations

import io
import re
from functools import cache

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import NullLocator

from kl_check.model.report import Curve, Panel, Scale

INKS = ("#1f5fa8", "#b4510a", "#1d7a53")
TEXT, FAINT, GRID, PAPER = "#24292f", "#737b84", "#d5dae0", "#fdfdfc"
"""Each colour occurs in one part only, so that a format can put its own in its place."""

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"

SETTINGS = {
    "svg.fonttype": "none",  # words stay words: they can be read aloud and searched, and no font's outlines matter
    "svg.hashsalt": "kl-check",
    "path.simplify": False,
    "font.family": "DejaVu Sans",  # shipped with matplotlib: its measures are the same everywhere
    "font.size": 10,
    "text.color": TEXT,
    "axes.labelcolor": TEXT,
    "axes.edgecolor": GRID,
    "axes.linewidth": 1,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.grid": True,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "xtick.color": GRID,
    "ytick.color": GRID,
    "xtick.labelcolor": FAINT,
    "ytick.labelcolor": FAINT,
    "lines.linewidth": 2.2,
    "figure.facecolor": PAPER,
    "axes.facecolor": "none",
}
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


@cache
def svg(panel: Panel) -> str:
    """A complete SVG document on a light ground of its own, which can stand on any page."""
    with style.context(["default", SETTINGS]):
        canvas = Canvas(figsize=(4.25, 3.2))
        FigureCanvasSVG(canvas)
        axes = canvas.add_axes((0.165, 0.16, 0.79, 0.73))
        axes.set_title(panel.title, pad=10)
        _scale(axes, "x", panel.across)
        _scale(axes, "y", panel.up)
        for curve in panel.curves:
            _draw(axes, curve)
        written = io.StringIO()
        canvas.savefig(written, format="svg", metadata=NO_METADATA)
    return _tidied(written.getvalue(), panel)


def _scale(axes: Axes, which: str, scale: Scale) -> None:
    axis = axes.xaxis if which == "x" else axes.yaxis
    axes.set(**{f"{which}label": scale.label, f"{which}scale": "log" if scale.is_logarithmic else "linear"})
    axis.set_ticks([place for place, _ in scale.ticks], labels=[label for _, label in scale.ticks])
    axis.set_minor_locator(NullLocator())
    axes.set(**{f"{which}lim": (scale.low, scale.high)})


def _draw(axes: Axes, curve: Curve) -> None:
    colour = FAINT if curve.ink is None else INKS[curve.ink]
    across, up = zip(*curve.points, strict=True)
    if curve.filled:
        axes.fill(across, up, color=colour, alpha=0.16, linewidth=0)
    elif curve.marks:  # of two marks at one place both are seen, if the first ink comes last
        axes.plot(across, up, color=colour, linestyle="none", marker="o", markersize=4 if curve.ink == 0 else 6.5)
    else:
        line = "--" if curve.dashed else ":" if curve.dotted else "-"
        axes.plot(across, up, color=colour, linestyle=line, linewidth=1.2 if line != "-" else None)
    side = "right" if curve.label_ends else "left"
    axes.text(*curve.label_at, curve.label, color=colour, horizontalalignment=side, verticalalignment="center")


def _tidied(text: str, panel: Panel) -> str:
    """Without prologue and comments; names of its own, fonts of the reader's machine, and words for who cannot see."""
    text = re.sub(r"<\?xml.*?\?>\s*|<!DOCTYPE.*?>\s*|<!--.*?-->\s*|<style.*?</style>", "", text, flags=re.DOTALL)
    text = re.sub(r'(\bid="|"#|url\(#)', rf"\g<1>{panel.name}-", text)
    text = re.sub(r"'DejaVu Sans'(, [^;\"]*)?", FONTS, text)
    alternative = panel.alternative.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    text = text.replace("<svg ", f'<svg role="img" aria-label="{alternative}" stroke-linejoin="round" ', 1)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())
