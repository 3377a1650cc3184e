from xml.etree import ElementTree as Tree

import matplotlib as mpl
import pytest

from kl_check.model.report import Panel
from kl_check.report import plots
from kl_check.report.figures import latents, readings, sampling, trap, valley

FIGURES = [module.figure() for module in (valley, sampling, trap, readings, latents)]
PANELS = [panel for figure in FIGURES for panel in figure.panels]
each = pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)


@each
def test_a_plot_is_xml_with_words_and_names_of_its_own(panel: Panel) -> None:
    root = Tree.fromstring(plots.svg(panel))  # noqa: S314  our own text
    assert root.attrib["aria-label"] == panel.alternative
    assert all(one.attrib["id"].startswith(f"{panel.name}-") for one in root.iter() if "id" in one.attrib)
    words = {"".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {label for label in (panel.title, panel.across.label, panel.up.label) if label} <= words
    assert {curve.label for curve in panel.curves if curve.label} <= words


@each
def test_every_colour_is_one_that_a_page_can_replace(panel: Panel) -> None:
    text = plots.svg(panel)
    known = {*plots.INKS, plots.TEXT, plots.FAINT, plots.GRID, plots.PAPER}
    found = {text[place : place + 7] for place in range(len(text)) if text[place] == "#" and text[place - 1] == " "}
    assert found
    assert found <= known


def test_settings_of_the_machine_do_not_matter() -> None:
    panel = PANELS[0]
    plots.svg.cache_clear()
    before = plots.svg(panel)
    plots.svg.cache_clear()
    with mpl.rc_context({"lines.linewidth": 9, "svg.fonttype": "path", "axes.facecolor": "pink"}):
        after = plots.svg(panel)
    plots.svg.cache_clear()
    assert after == before


def test_no_date_and_no_version() -> None:
    for panel in PANELS:
        assert "metadata" not in plots.svg(panel)
        assert mpl.__version__ not in plots.svg(panel)
