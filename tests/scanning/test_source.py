"""From a file's bytes to a tree, and back to line and column in the file."""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path

import pytest

from kl_check.model.finding import FileError
from kl_check.scanning.source import MAX_CODE, Source, decoded, read_source

KL = "kl = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())"


def source_of(path: Path, data: bytes | str) -> Source:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found = read_source(str(path))
    assert isinstance(found, Source), found
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "vae.py"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("a = 'é'".encode(), "a = 'é'"),
        (b"\xef\xbb\xbfa", "a"),
        (b"# coding: latin-1\na = '\xe9'", "# coding: latin-1\na = 'é'"),
        (b"#!/bin/python\n# -*- coding: cp1251 -*-\n'\xe9'", "#!/bin/python\n# -*- coding: cp1251 -*-\n'й'"),
        ("# coding: gbk\n'变'".encode("gbk"), "# coding: gbk\n'变'"),
        ("# coding: ascii\n'变分'".encode(), "# coding: ascii\n'变分'"),
        (b"a = '\xe9'", "a = 'é'"),
        (b"# coding: nonsense\na = '\xe9'", "# coding: nonsense\na = 'é'"),
        (b"# coding: rot13\na", "# coding: rot13\na"),
        (b"# coding: punycode\na", "# coding: punycode\na"),
        ("a = 'é'".encode("utf-16"), "a = 'é'"),
        (b"\xff\xfea", "ÿþa"),
    ],
    ids=[
        "utf-8", "byte-order-mark", "latin-1", "second-line", "gbk", "not-what-it-declares", "neither", "unknown",
        "no-text-encoding", "slow", "utf-16", "half-of-utf-16",
    ],
)  # fmt: skip
def test_encodings(data: bytes, text: str) -> None:
    assert decoded(data) == text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_columns_do_not_depend_on_the_line_ends(file: Path, newline: str) -> None:
    found = source_of(file, newline.join(["é = 'é'", "", f"if é:{newline}    " + KL, ""]))
    assert found.text.split("\n")[3] == f"    {KL}"
    node = found.tree.body[1].body[0]  # type: ignore[attr-defined]
    assert (node.lineno, node.col_offset) == (4, 4)
    assert found.place(4) == (None, 4)


def test_other_line_ends_of_unicode_are_none_of_python(file: Path) -> None:
    found = source_of(file, f"a = '\u2028\x0c\x85'\n{KL}")
    assert found.tree.body[1].lineno == 2


def test_tabs_that_are_moved_are_found_again(file: Path) -> None:
    found = source_of(file, f"if a:\n\tb = 1\n        {KL}\n\tc = mu")
    assert [found.column(line, 9) for line in (2, 3, 4)] == [2, 9, 2]
    assert found.original.split("\n")[1] == "\tb = 1"


def test_a_byte_order_mark_and_nul_do_not_move_anything(file: Path) -> None:
    found = source_of(file, b"\xef\xbb\xbf" + f"a = 1\0\n{KL}".encode())
    assert ast.unparse(found.tree.body[1]) == ast.unparse(ast.parse(KL))


def test_no_warning_of_python_is_let_through(file: Path) -> None:
    source_of(file, f'a = "\\d"\nb = 1 is 1\nassert (1, "a")\n{KL}')


def test_a_file_without_the_operations_is_not_parsed(file: Path) -> None:
    file.write_text("print 'no python of today'")
    assert read_source(str(file)) is None


def test_what_is_left_out_is_an_error_only_where_it_may_be_a_term(file: Path) -> None:
    found = source_of(file, f"a = = 1\n{KL}\nb = = mu * logvar")
    assert [(error.line, error.path) for error in found.errors()] == [(3, str(file))]


def test_a_long_line_is_an_error_only_where_it_may_hold_a_term(file: Path) -> None:
    found = source_of(file, f"{KL}\na = '{'x' * 30_000}'\nb = {'mu * logvar + ' * 3_000} 1")
    assert [(error.line, error.message) for error in found.errors()] == [(3, "this is not read: the line is too long")]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (f"{KL}\n" + "a = 1\n" * (MAX_CODE // 6), True),
        ("a = 1\n" * (MAX_CODE // 6 + 1), False),
        (f"{KL}\na = '" + "x" * 1_000_000 + "'", False),
    ],
    ids=["too-much-code", "too-much-code-without-operations", "a-long-line"],
)
def test_huge_files(file: Path, data: str, error: bool) -> None:
    file.write_text(data)
    found = read_source(str(file))
    assert isinstance(found, FileError) is error
    if isinstance(found, Source):
        assert ast.unparse(found.tree.body[0]) == ast.unparse(ast.parse(KL))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(file: Path) -> None:
    file.write_text(KL)
    file.chmod(0)
    found = read_source(str(file))
    assert isinstance(found, FileError)
    assert "Permission denied" in found.message


def test_a_file_that_has_gone(file: Path) -> None:
    assert read_source(str(file)) == FileError(str(file), 1, 1, "this cannot be read: No such file or directory")


# Notebooks


def notebook(path: Path, *sources: str) -> Source | FileError | None:
    listed = [{"cell_type": "markdown" if one.startswith("# ") else "code", "source": one} for one in sources]
    path.with_suffix(".ipynb").write_text(json.dumps({"cells": listed}))
    return read_source(str(path.with_suffix(".ipynb")))


def test_places_in_a_notebook(file: Path) -> None:
    found = notebook(file, "# prose", "a = 1\nb = 2", "", f"%matplotlib inline\n!pip install (\n{KL}", "c = 3")
    assert isinstance(found, Source)
    assert [found.place(line) for line in range(1, 8)] == [(2, 1), (2, 2), (3, 1), (4, 1), (4, 2), (4, 3), (5, 1)]
    assert [node.lineno for node in found.tree.body] == [1, 2, 4, 5, 6, 7]


def test_what_is_broken_in_a_cell_does_not_reach_the_next(file: Path) -> None:
    found = notebook(file, "a = (1,", "b = '''", KL, "class A:", "%%bash\nif (", "c = 1")
    assert isinstance(found, Source)
    assert ast.unparse(ast.parse(KL)) in ast.unparse(found.tree)


def test_an_indented_cell(file: Path) -> None:
    found = notebook(file, f"    a = 1\n    {KL}")
    assert isinstance(found, Source)
    assert [(node.lineno, node.col_offset) for node in found.tree.body] == [(1, 0), (2, 0)]
    assert found.column(2, 1) == 5


def test_an_error_in_a_notebook_names_the_cell(file: Path) -> None:
    found = notebook(file, KL, "a = 1\nkl = = mu * logvar")
    assert isinstance(found, Source)
    assert [(error.cell, error.line) for error in found.errors()] == [(2, 2)]


def test_pictures_do_not_count_as_code(file: Path) -> None:
    cell = {"cell_type": "code", "source": KL, "outputs": [{"data": {"image/png": "A" * (2 * MAX_CODE)}}]}
    file.with_suffix(".ipynb").write_text(json.dumps({"cells": [cell]}))
    assert isinstance(read_source(str(file.with_suffix(".ipynb"))), Source)


def test_a_broken_notebook_is_an_error_with_its_place(file: Path) -> None:
    path = file.with_suffix(".ipynb")
    path.write_text(f'{{"cells": [\n"{KL}",,]}}')
    found = read_source(str(path))
    assert isinstance(found, FileError)
    assert (found.line, found.path) == (2, str(path))
