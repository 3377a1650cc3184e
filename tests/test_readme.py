"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kl_check.cli import main

README = Path(__file__).parent.parent / "README.md"

BLOCKS = re.findall(r"```console\n(\$ kl-check .*?)```", README.read_text(), re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0][:60])
def test_console_block(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every line that is shown is printed, in this order; an ellipsis stands for lines that are left out."""
    command, *shown = block.rstrip("\n").split("\n")
    main(shlex.split(command)[2:])
    printed = iter(" ".join(capsys.readouterr().out.split()).split("\n"))
    text = next(printed)
    position = 0
    for line in shown:
        wanted = " ".join(line.replace("…", " ").split())
        place = text.find(wanted, position)
        assert place >= 0, f"{wanted!r} is not in {text!r}"
        position = place + len(wanted)


def test_the_python_example() -> None:
    code = re.search(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    assert code is not None
    namespace: dict[str, object] = {}
    for line in code[1].splitlines():
        expression, _, expected = line.partition("  # ")
        if expected.startswith(("'", "(")):
            exec("import kl_check", namespace)  # noqa: S102 the README's own lines
            value = eval(expression.strip(), namespace)  # noqa: S307
            assert repr(value) == expected.strip()
        elif expression.strip() and not expression.startswith("print"):
            exec(expression, namespace)  # noqa: S102
