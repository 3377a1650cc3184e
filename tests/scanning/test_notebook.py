"""Notebooks: the cells of Python, of whatever format, and what is no notebook."""

from __future__ import annotations

import json

import pytest

from kl_check.scanning.notebook import BrokenNotebook, Cell, cells


def notebook(*sources: object, **metadata: object) -> str:
    listed = [{"cell_type": "code", "source": source, "outputs": []} for source in sources]
    return json.dumps({"cells": listed, "metadata": metadata, "nbformat": 4})


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (["a = 1\n", "b = 2"], "a = 1\nb = 2"),
        ("a = 1\nb = 2", "a = 1\nb = 2"),
        ("a = 1\r\nb = 2\rc", "a = 1\nb = 2\nc"),
        ("%%time\na = 1", "\na = 1"),
        ("\n%%time\na = 1", "\n\na = 1"),
        ("%%writefile m.py\nprint 1", "\nprint 1"),
        ("%%bash\nfor i in *; do\necho", "\n\n"),
        ("%%unknown\na = 1", "\na = 1"),
        ("%%", ""),
        ([], ""),
        (None, "None"),
        ("# %%bash\na = 1", "# %%bash\na = 1"),
    ],
)
def test_a_cell(source: object, text: str) -> None:
    assert cells(notebook(source)) == (Cell(1, text),)


def test_cells_of_prose_are_counted_and_not_read() -> None:
    listed = [{"cell_type": "markdown", "source": "# a"}, {"cell_type": "code", "source": "a"}, {"cell_type": "raw"}]
    assert cells(json.dumps({"cells": [*listed, listed[1]]})) == (Cell(2, "a"), Cell(4, "a"))


def test_format_3() -> None:
    sheets = [{"cells": [{"cell_type": "code", "input": ["a\n", "b"], "language": "python"}]}]
    assert cells(json.dumps({"worksheets": sheets, "nbformat": 3})) == (Cell(1, "a\nb"),)


@pytest.mark.parametrize(
    ("metadata", "read"),
    [
        ({}, True),
        ({"language_info": {"name": "python"}}, True),
        ({"kernelspec": {"language": "python", "name": "conda-env"}}, True),
        ({"language_info": {"name": "python3"}}, True),
        ({"language_info": {"name": "R"}}, False),
        ({"kernelspec": {"language": "julia"}}, False),
        ({"kernelspec": None}, True),
    ],
)
def test_languages(metadata: dict[str, object], read: bool) -> None:
    assert bool(cells(notebook("a", **metadata))) is read


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("{\n<<<<<<< HEAD\n", 2),
        ("[]", 1),
        ("3", 1),
        ("{}", 1),
        ('{"cells": 3}', 1),
        ("[" * 100_000, 1),
        ('{"a": ' + "9" * 10_000 + "}", 1),
    ],
    ids=["empty", "conflict", "a-list", "a-number", "no-cells", "cells-no-list", "nested-too-deep", "a-long-number"],
)
def test_what_is_no_notebook(text: str, line: int) -> None:
    with pytest.raises(BrokenNotebook) as caught:
        cells(text)
    assert caught.value.line == line


def test_cells_that_are_no_cells_are_passed_over() -> None:
    assert cells('{"cells": [3, null, {"cell_type": 3}, {"cell_type": "code"}]}') == (Cell(4, ""),)
