"""Every verdict that claims something has a certificate, the checker accepts it, and the text says its term."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kl_check.cli import main
from kl_check.know.mistakes.table import MISTAKES
from kl_check.know.words import ENTRIES
from kl_check.model.errors import InputError, MalformedInput
from kl_check.pipeline import check, verify
from kl_check.report.formats.certificate import certificate_text

CORPUS = Path(__file__).parent.parent / "corpus"
CERTIFIED = ("exact", "shifted", "scaled", "inconsistent", "wrong")
WITHOUT = re.compile("stabiliser|a second name of a scale|the checker does not know abs|not about a closed form")
Make = Callable[[str], dict[str, Any]]


def rows() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((entry.example, entry.pins) for _, entries in ENTRIES for entry in entries if entry.example)
    yield from ((text, ()) for mistake in MISTAKES for text in (mistake.wrong, mistake.right))
    for file in sorted(CORPUS.glob("*.txt")):
        for line in file.read_text().splitlines():
            if "##" in line and not line.startswith("#"):
                yield line.partition("##")[0].partition("~~")[0].strip().replace("\\n", "\n"), ()


@pytest.mark.parametrize(("text", "pins"), list(dict.fromkeys(rows())), ids=lambda one: str(one)[:60])
def test_round_trip(text: str, pins: tuple[str, ...]) -> None:
    reading = dict(pin.split("=") for pin in pins)
    try:
        verdict = check(text, reading=reading, certificate=True)
    except InputError:
        return  # rows that are no text to be read have tests of their own
    if verdict.certificate is None:
        (silent,) = [one for one in verdict.evidence if one.method == "certificate"]
        assert verdict.verdict not in CERTIFIED or WITHOUT.search(silent.scope), silent.scope
        return
    found = verify(certificate_text(verdict.certificate).encode())
    assert (found.accepted, found.verdict, found.text) == (True, verdict.verdict, text), found.reason


# The text read again


def of_other_text(found: dict[str, Any], text: str) -> bytes:
    """The certificate with another text, and the hash of that."""
    return json.dumps({**found, "text": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}).encode()


OTHER_TEXTS = [
    ("exact", "-0.5 * torch.sum(1 + logvar - mu.pow(2) + logvar.exp())", "says another term"),
    ("exact", "-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)", "says another term"),
    ("exact", "-0.5 * torch.mean(1 + logvar - mu.pow(2) - logvar.exp())", "says another term"),
    ("exact", "-0.5 * torch.sum(1 + logvar - mu.pow(2) - sigma.exp())", "says another term"),
    ("exact", "-0.5 * torch.sum(1 + logvar", "cannot be read"),
    ("exact, LaTeX", r"\frac{1}{2}\sum_{j=1}^{J}(\mu_j^2+\sigma_j^2-1-\log\sigma_j)", "says another term"),
    ("inconsistent by noise", "-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())", "draws with no such noise"),
]


@pytest.mark.parametrize(("name", "text", "reason"), OTHER_TEXTS, ids=lambda one: str(one)[:60])
def test_another_text_with_its_hash(make: Make, name: str, text: str, reason: str) -> None:
    found = verify(of_other_text(make(name), text))
    assert not found.accepted
    assert reason in (found.reason or "")


def test_another_text_of_the_same_term_is_accepted(make: Make) -> None:
    assert verify(of_other_text(make("exact"), "-0.5*torch.sum(1 + logvar - mu**2 - torch.exp(logvar))")).accepted


def test_a_declaration_is_said_to_be_unchecked(make: Make) -> None:
    declared, drawn = (verify(json.dumps(make(f"inconsistent by {by}")).encode()) for by in ("declaration", "sampler"))
    assert "is declared to be std, which no line of the text says" in (declared.unchecked or "")
    assert "declared" not in (drawn.unchecked or "")


def test_a_mean_that_is_called_a_weight_is_said_to_be_unchecked(make: Make) -> None:
    """With mu a weight the right line has no mean; that is true of such a mu, and nobody else says that it is one."""
    found = make("exact")
    forged = {
        **found,
        "verdict": "wrong",
        "reading": {"mu": "weight", "logvar": "log_var"},
        "posterior": ["0", "'logvar'"],
        "offset": "1 / 2 * J * B * 'mu' ** 2",
    }
    verification = verify(json.dumps(forged).encode())
    assert verification.accepted
    assert "'mu': weight" in (verification.about or "")
    assert "that mu is a weight, against its use and name" in (verification.unchecked or "")


def test_a_certificate_costs_nothing_unless_it_is_asked_for() -> None:
    text = "-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())"
    plain, certified = check(text), check(text, certificate=True)
    assert plain.certificate is None
    assert dataclasses.replace(certified, certificate=None) == plain


def test_what_is_no_certificate_is_bad_input() -> None:
    with pytest.raises(MalformedInput, match="no certificate"):
        verify(b"{}")


# The commands

LINE = "-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())"


def test_written_and_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kl.json"
    assert main(["check", "--certificate", str(file), LINE]) == 0
    assert main(["verify", str(file)]) == 0
    assert "accepted  exact" in capsys.readouterr().out
    assert [one.name for one in tmp_path.iterdir()] == ["kl.json"]
    assert main(["check", "--certificate", str(file), "--as", "logvar=std", LINE]) == 1, "an older one is replaced"
    capsys.readouterr()
    assert main(["verify", "--format", "json", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "inconsistent"


def test_it_is_in_the_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "json", f"--certificate={tmp_path / 'kl.json'}", LINE])
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["certificate"] == json.loads((tmp_path / "kl.json").read_bytes())


def test_refused_and_unreadable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kl.json"
    main(["check", "--certificate", str(file), LINE])
    file.write_text(file.read_text().replace('"verdict": "exact"', '"verdict": "shifted"'))
    capsys.readouterr()
    assert main(["verify", str(file)]) == 1
    assert capsys.readouterr().out == "refused  what is proved is exact, not shifted\n"
    file.write_text("{")
    for path in (file, tmp_path, tmp_path / "none"):
        assert main(["verify", str(path)]) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.count("\n") == 1


def test_a_file_that_is_no_certificate_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "vae.py"
    file.write_text("precious")
    for path, why in (
        (file, "it is not overwritten"),
        (tmp_path, "it is a directory"),
        (file / "x", "Not a directory"),
    ):
        assert main(["check", "--certificate", str(path), LINE]) == 2
        assert why in capsys.readouterr().err
    assert file.read_text() == "precious"
    assert [one.name for one in tmp_path.iterdir()] == ["vae.py"]


def test_no_certificate_of_what_claims_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kl.json"
    assert main(["check", "--certificate", str(file), "3"]) == 1
    assert "no certificate is written" in capsys.readouterr().err
    assert not file.exists()
