"""What TeX makes of the document: braces and environments in pairs, references that lead somewhere, no sign unknown."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kl_check.model.report import Cell, Fold, Formula, Paragraph, Report, Table
from kl_check.report.formats.latex import fragment, latex_text

PDFLATEX = shutil.which("pdflatex")


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return latex_text(report)


def without_listings(text: str) -> str:
    return re.sub(r"\\begin\{lstlisting\}.*?\\end\{lstlisting\}", "", text, flags=re.DOTALL)


def test_environments_close_in_turn(text: str) -> None:
    waiting: list[str] = []
    for word, name in re.findall(r"\\(begin|end)\{(\w+)\*?\}", text):
        if word == "begin":
            waiting.append(name)
        else:
            assert waiting.pop() == name
    assert waiting == []


def test_braces_are_balanced(text: str) -> None:
    bare = re.sub(r"\\[{}\\]", "", without_listings(text))
    depth = 0
    for brace in re.findall(r"[{}]", bare):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


def test_every_sign_is_known(text: str) -> None:
    assert not re.findall(r"\[U\+[0-9A-F]+\]", text)
    assert text.isascii()


def test_references_lead_somewhere_and_labels_are_unique(text: str) -> None:
    labels = re.findall(r"\\label\{([\w-]+)\}", text)
    assert len(set(labels)) == len(labels) > 100
    assert set(re.findall(r"\\hyperref\[([\w-]+)\]", text)) <= set(labels)


def test_every_line_to_copy_is_a_listing(text: str, report: Report) -> None:
    for one in report.material.recipes:
        assert f"\\begin{{lstlisting}}\n{one.text}\n\\end{{lstlisting}}" in text


def test_every_panel_is_drawn(text: str, report: Report) -> None:
    assert text.count(r"\begin{tikzpicture}") == sum(len(figure.panels) for figure in report.figures)


WICKED = Paragraph(r"100% & 5$ #1 {a} ^b_c ~d \e <f> σ² 10⁻²⁶ x₁ µ‑✓ ½ ≤ [t](#a) `a_b-c` **s**")
WIDE = Table("c_d", ("a|b", "c"), ((Cell("x&y", "agrees"), Cell("±")), (Cell("z", "differs"), Cell("–", "silent"))))


def test_text_is_not_taken_for_commands() -> None:
    told = fragment((WICKED,))
    assert r"100\% \& 5\$ \#1 \{a\} \textasciicircum{}b\_c \textasciitilde{}d \textbackslash{}e" in told
    assert r"$\sigma ^{2}$ 10$^{-26}$ x$_{1}$" in told
    assert "[U+00B5][U+2011]" in told


@pytest.mark.skipif(PDFLATEX is None, reason="no TeX on this machine")
def test_it_compiles(tmp_path: Path) -> None:
    formula = Formula((r"\left(a \right.", r"\left. + b\right)" + " + c" * 60))
    blocks = (Paragraph("a"), WIDE, formula, Fold("f", "σ² of it", "n", (Paragraph("[x](#f)"),), ("= x",), "agrees"))
    (tmp_path / "one.tex").write_text(fragment(blocks), encoding="utf-8")
    done = subprocess.run(
        [PDFLATEX, "-interaction=nonstopmode", "-halt-on-error", "one.tex"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert (tmp_path / "one.pdf").stat().st_size > 1000
