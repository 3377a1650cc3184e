"""The committed page in headless Chromium: quiet, self-contained, nothing cut off, nothing too faint to read."""

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

PAGE = Path(__file__).parents[2] / "reports" / "index.html"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--enable-logging=stderr",
)

MEASURE = """<script>
addEventListener("load", () => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const closed = all("details:not([open])").length;
  all("details").forEach((one) => { one.open = true; });
  const box = (one) => { const { width, height } = one.getBoundingClientRect(); return Math.min(width, height); };
  const lightness = (colour) => {
    const linear = colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const ground = lightness(getComputedStyle(document.body).backgroundColor);
  const contrast = (one) => {
    const style = getComputedStyle(one);
    const own = lightness(one.closest("svg") ? style.fill : style.color);
    return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
  };
  document.body.setAttribute("data-measured", JSON.stringify({
    closed,
    ground,
    width: innerWidth,
    overfull: all(".formula").filter((one) => one.scrollWidth > one.clientWidth + 1).length,
    loose: all(".formula").filter((one) => one.scrollWidth > one.clientWidth + 1
      && getComputedStyle(one).overflowX !== "auto").length,
    formulas: all("math").map(box),
    plots: all("svg").map(box),
    words: all("svg text").length,
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    requests: performance.getEntriesByType("resource").length,
    lost: all("a").filter((one) => !document.getElementById(one.hash.slice(1))).map((one) => one.hash),
    contrast: Math.min(...all("p, a, li, td, th, summary, .note, .mark, figcaption, svg text, h2").map(contrast)),
  }));
});
</script>"""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine: what a page loads from a file, a browser does not list."""

    class Silent(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def browse(address: str, profile: Path, *options: str) -> tuple[str, str]:
    """The page as it stands after loading, and what the browser says about it."""
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    done = subprocess.run(
        [CHROMIUM, *QUIET, *root, f"--user-data-dir={profile}", *options, "--dump-dom", address],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout, done.stderr


FRAME = """<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>frame</title>
<body><iframe src="page.html{place}" style="width: {width}px; height: 900px; border: 0"></iframe><script>
addEventListener("load", () => {{
  document.body.setAttribute("data-measured", frames[0].document.body.getAttribute("data-measured"));
}});
</script></body></html>"""
"""A window cannot be as narrow as a phone; a frame can."""

WHERE = """<script>
addEventListener("load", () => {
  const one = document.getElementById(location.hash.slice(1));
  const { top } = one.getBoundingClientRect();
  const seen = one.checkVisibility() && top > -1 && top < innerHeight;
  const closed = !!one.parentElement.closest("details:not([open])");
  document.body.setAttribute("data-measured", JSON.stringify({ seen, top, closed }));
});
</script>"""


def measured(
    page: Path, folder: Path, width: int, scheme: int, *, script: str = MEASURE, place: str = ""
) -> tuple[dict, str]:
    copy = page.read_text(encoding="utf-8").replace("</body>", f"{script}</body>")
    (folder / "page.html").write_text(copy, encoding="utf-8")
    (folder / "frame.html").write_text(FRAME.format(width=width, place=place), encoding="utf-8")
    size, colours = "--window-size=1400,1000", f"--blink-settings=preferredColorScheme={scheme}"
    with served(folder) as address:
        dom, said = browse(f"{address}/frame.html", folder / "profile", size, colours)
    found = re.search(r'data-measured="([^"]*)"', dom)
    assert found, said
    return json.loads(html.unescape(found[1])), said


DARK, LIGHT = 0, 1


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        pytest.param(1280, LIGHT, id="desktop-light"),
        pytest.param(1280, DARK, id="desktop-dark"),
        pytest.param(390, LIGHT, id="phone-light"),
        pytest.param(390, DARK, id="phone-dark"),
    ],
)
def test_page(width: int, scheme: int, tmp_path: Path) -> None:
    found, said = measured(PAGE, tmp_path, width, scheme)
    assert "CONSOLE" not in said
    assert found["requests"] == 0
    assert found["lost"] == []
    assert found["width"] == width
    assert found["wider"] <= 0, "the page scrolls sideways"
    assert found["loose"] == 0, "a formula leaves its box"
    assert found["overfull"] == 0 or width < 1000, "a formula must be scrolled although there is room"
    assert len(found["formulas"]) > 500
    assert min(found["formulas"]) > 5
    assert len(found["plots"]) == 10
    assert min(found["plots"]) > 150
    assert found["words"] > 40
    assert (found["ground"] < 0.05) == (scheme == DARK)
    assert found["contrast"] >= 4.5, "WCAG AA for text"
    assert found["closed"] > 5


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "anchor",
    [
        pytest.param("derivations", id="section"),
        pytest.param("one-latent", id="group"),
        pytest.param("univariate-general", id="fold"),
        pytest.param("univariate-general-4", id="step-in-a-fold"),
        pytest.param("figure-trap", id="figure"),
        pytest.param("mean-for-sum", id="variant"),
        pytest.param("limits", id="last-section"),
    ],
)
def test_an_address_leads_to_its_place(anchor: str, width: int, tmp_path: Path) -> None:
    found, _ = measured(PAGE, tmp_path, width, LIGHT, script=WHERE, place=f"#{anchor}")
    assert found["seen"], found
    assert not found["closed"]


def test_what_is_wrong_with_a_page_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        "<!doctype html><body style='background: #fff; color: #bbb'><script>console.error('no')</script>"
        "<img src='missing.png'><img src='http://elsewhere.invalid/a.png'><a href='#nowhere'>a</a><math></math>"
        "<p style='width: 9999px'>wide</p>"
        "<div class='formula' style='width: 9px'><b>wide formula</b></div>"
        "<svg width='9' height='9'><text>t</text></svg></body>",
        encoding="utf-8",
    )
    found, said = measured(page, tmp_path, 1280, LIGHT)
    assert "CONSOLE" in said
    assert found["requests"] == 2
    assert found["lost"] == ["#nowhere"]
    assert found["wider"] > 0
    assert found["overfull"] == found["loose"] == 1
    assert min(found["formulas"]) == 0
    assert found["contrast"] < 4.5
