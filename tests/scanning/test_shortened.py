"""Terms in the names of their parts: only where the parts say more than another role of one symbol."""

from __future__ import annotations

import ast

import pytest

from kl_check.algebra.show import text
from kl_check.read.flow.follow import follow
from kl_check.scanning.shortened import shortened


def short(code: str) -> str | None:
    found = follow(code, ast.parse(code))
    term = next(root.term for root in found.roots if root.name == "kl")
    told = shortened(term, found.named)
    return None if told is None else str(text(told))


UNCHANGED = [
    pytest.param("std = torch.exp(s / 2)\nkl = mu**2 + std", id="a-role-may-be-a-mistake"),
    pytest.param("std = torch.exp(s) + 0.1\nkl = mu**2 + std - s", id="its-symbols-stand-elsewhere"),
    pytest.param("rest = torch.exp(s) + 0.1\nkl = mu**2 + rest", id="a-name-that-says-nothing"),
    pytest.param("kl = mu**2 + torch.exp(s) + 0.1", id="no-name"),
]


@pytest.mark.parametrize("code", UNCHANGED)
def test_a_term_that_stays_written_out(code: str) -> None:
    assert short(code) is None


def test_a_part_with_an_offset_is_its_name() -> None:
    assert short("std = torch.exp(s) + 0.1\nkl = mu**2 + std**2 - torch.log(std)") == "mu**2 + std**2 - log(std)"
