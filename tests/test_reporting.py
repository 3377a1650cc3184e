"""The facts are gathered part by part, all or one, and again the same."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from kl_check.cli import main
from kl_check.model.errors import Misuse
from kl_check.pipeline import derivation_names
from kl_check.reporting import make_report, parts, recipes, report


def test_all_parts_unless_one_is_asked_for() -> None:
    every = parts()
    assert {part.name for part in every if part.kind == "derivation"} == set(derivation_names())
    assert [part.kind for part in parts("univariate-general")] == ["derivation"]
    assert [part.kind for part in parts("mean-for-sum")] == ["variant"]
    assert parts("limits") == every


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        pytest.param("figure-trap", set(), id="a-figure-needs-none"),
        pytest.param("role-std", set(), id="nor-do-lines-to-copy"),
        pytest.param("answer", set(), id="nor-does-the-answer"),
        pytest.param("variants", {"variant"}, id="section"),
        pytest.param("confirmations", {"closed form"}, id="confirmations"),
        pytest.param("one-latent", {"derivation"}, id="subject"),
        pytest.param("claims-scale", {"claim"}, id="topic"),
    ],
)
def test_a_part_needs_no_more_than_it_tells(only: str, kinds: set[str]) -> None:
    assert {part.kind for part in parts(only)} == kinds


def test_a_subject_needs_its_own_derivations_only() -> None:
    assert all(part.name.startswith("univariate") for part in parts("one-latent"))


def test_near_names_are_offered() -> None:
    with pytest.raises(Misuse, match="near: figure-trap"):
        parts("figure-trapp")


@pytest.mark.parametrize("name", ["univariate", "no such", "", "others"])
def test_a_part_that_is_not_there_is_refused_before_anything_is_done(name: str) -> None:
    with pytest.raises(Misuse, match="no such part"):
        parts(name)


def test_one_part_tells_of_nothing_else() -> None:
    told: list[str] = []
    made = report(only="univariate-standard", progress=told.append)
    assert told == ["univariate-standard"]
    assert [one.derivation.name for one in made.material.derivations] == ["univariate-standard"]
    assert made.material.confirmations == ()
    assert made.holds


def test_made_again_it_is_the_same() -> None:
    assert report(only="std-for-variance") == report(only="std-for-variance")


def test_the_seed_reaches_what_is_drawn() -> None:
    def seeds(seed: int) -> set[object]:
        made = report(only="mean-for-sum", seed=seed)
        return {one.detail["seed"] for row in made.material.exposures for one in row.evidence if "seed" in one.detail}

    assert seeds(0) == {0}
    assert seeds(7) == {7}


def test_six_roles_two_targets_six_places_and_all_exact() -> None:
    made = recipes()
    assert len({(one.role.word, one.target, one.library.name) for one in made}) == len(made) == 72
    assert all(one.holds for one in made)


def test_made_into_a_directory(tmp_path: Path) -> None:
    made, written = make_report(tmp_path, formats=["json"], only="univariate-standard")
    assert [path.name for path in written] == ["report.json"]
    assert json.loads(written[0].read_text(encoding="utf-8"))["holds"] is made.holds is True


def test_the_command_writes_one_part_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--only", "univariate-standard", "--format", "html", "-o", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert said.out.split() == [str(tmp_path / "index.html")]
    assert "sympy" in said.err
    assert "univariate-standard-3" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_command_refuses_an_unknown_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--only", "nothing"]) == 2
    assert "no such part" in capsys.readouterr().err


def test_a_line_that_is_not_exact_fails_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kl_check.reporting.check", lambda *_, **__: SimpleNamespace(verdict="scaled"))
    arguments = ["report", "--only", "recipes", "--format", "html", "-o", str(tmp_path)]
    monkeypatch.setattr("kl_check.reporting.parts", lambda *_: ())
    assert main(arguments) == 1
    assert "0 of 72 lines to copy" in capsys.readouterr().err
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<pre>" not in page
