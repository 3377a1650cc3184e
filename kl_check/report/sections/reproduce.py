"""The command that makes each part again."""

from __future__ import annotations

from kl_check.model.report import Cell, Material, Paragraph, Section, Table

REPORT = "kl-check report"
FIGURES = ("figure-valley", "figure-sampling", "figure-trap", "figure-readings", "figure-latents")
INTRODUCTION = (
    "These files hold no clock, no path and no version: under the versions of `constraints.txt` the first command "
    "makes them again, byte for byte. The last commands need a checkout."
)


def derivation(name: str) -> str:
    """The command that shows and checks one derivation."""
    return f"kl-check derive {name}"


def part(anchor: str) -> str:
    """The command that makes one part of the report, as a figure."""
    return f"{REPORT} --only {anchor}"


def confirmation(name: str) -> str:
    """The command that puts one row, a closed form or a variant, to all methods."""
    return f"pytest tests/confirm/test_closed_forms.py -k {name}"


def section(material: Material) -> Section:
    rows = (
        ("this report", REPORT),
        ("a line of the first section", "kl-check check LINE --as NAME=ROLE"),
        ("one part of it, by the name in its address", part("NAME")),
        *((f"[figure: {name}](#{name})", part(name)) for name in FIGURES),
        ("a derivation, by the name in its address", derivation("NAME")),
        *((f"confirmation of {one.row.name}", confirmation(one.row.name)) for one in material.confirmations),
        *((f"exposure of [{one.row.name}](#{one.row.name})", confirmation(one.row.name)) for one in material.exposures),
    )
    cells = tuple((Cell(what), Cell(f"`{command}`")) for what, command in rows)
    table = Table("Commands", ("What", "Command"), cells)
    return Section("reproduce", "Do it again", (Paragraph(INTRODUCTION), table))
