"""Everything is in it, and it says so when something fails."""

from dataclasses import replace

import pytest

from kl_check.know.closed_forms import CLOSED_FORMS
from kl_check.know.variants import VARIANTS
from kl_check.model.derivation import CheckedDerivation
from kl_check.model.evidence import Evidence, Outcome
from kl_check.model.report import Fold, Group, Lines, Material, Report
from kl_check.pipeline import derivation_names
from kl_check.report.compose import compose
from kl_check.report.formats.headings import headed
from kl_check.report.sections.subjects import SUBJECTS


def folds(report: Report) -> dict[str, Fold]:
    blocks = (block for section in report.sections for _, block in headed(section.blocks))
    return {block.anchor: block for block in blocks if isinstance(block, Fold)}


def with_outcome(evidence: Evidence, outcome: Outcome) -> Evidence:
    return replace(evidence, outcome=outcome, detail={"reason": "made to fail"})


def failing(checked: CheckedDerivation) -> CheckedDerivation:
    first, *rest = checked.steps
    spoiled = replace(first, evidence=tuple(with_outcome(one, "differs") for one in first.evidence))
    return replace(checked, steps=(spoiled, *rest), strength=None)


def test_nothing_is_left_out(report: Report) -> None:
    names = {row.name for row in (*CLOSED_FORMS, *VARIANTS)} | set(derivation_names())
    assert names <= folds(report).keys()
    methods = [one.name for one in report.material.techniques]
    for row in (*report.material.confirmations, *report.material.exposures):
        assert [one.method for one in row.evidence] == methods


def test_each_step_of_each_derivation_has_its_line(report: Report) -> None:
    for checked in report.material.derivations:
        (lines,) = (block for block in folds(report)[checked.derivation.name].blocks if isinstance(block, Lines))
        assert [line.number for line in lines.lines] == [*range(len(checked.steps) + 1)]
        assert [line.because for line in lines.lines[1:]] == [one.step.because for one in checked.steps]
        assert [len(line.checks) for line in lines.lines[1:]] == [len(one.evidence) for one in checked.steps]


def test_a_derivation_stands_after_those_that_it_cites(report: Report) -> None:
    seen: set[str] = set()
    for checked in report.material.derivations:
        assert {one.step.cites for one in checked.steps} <= seen | {None}
        seen.add(checked.derivation.name)


def test_the_first_role_alone_is_open(report: Report) -> None:
    assert [fold.is_open for fold in folds(report).values()] == [True] + [False] * (len(folds(report)) - 1)


def test_every_derivation_has_a_subject_of_its_own(report: Report) -> None:
    (section,) = (section for section in report.sections if section.anchor == "derivations")
    groups = {block.anchor for block in section.blocks if isinstance(block, Group)}
    assert groups == {subject.anchor for subject in SUBJECTS if subject.anchor != "others"}


def test_without_any_fact_there_is_still_a_report() -> None:
    empty = compose(Material())
    assert empty.holds
    assert not [block for section in empty.sections for block in section.blocks if isinstance(block, Group)]


def test_a_line_that_is_not_exact_is_withheld_and_told(report: Report) -> None:
    first, *rest = report.material.recipes
    spoiled = compose(replace(report.material, recipes=(replace(first, verdict="scaled"), *rest)))
    assert not spoiled.holds
    assert f"{len(rest)} of {len(rest) + 1} lines to copy" in spoiled.summary
    fold = folds(spoiled)["role-log-var"]
    assert fold.outcome == "differs"
    assert first.text not in str(fold)
    assert "withheld, our own reader says `scaled`" in str(fold)
    assert rest[0].text in str(fold)


def test_the_summary_says_that_all_held(report: Report) -> None:
    assert report.holds
    material = report.material
    assert report.summary.startswith(f"Everything held: {len(material.derivations)} derivations, every step checked")
    tallies = {tally.anchor: (tally.good, tally.total) for tally in report.tallies}
    steps = sum(len(one.steps) for one in material.derivations)
    assert tallies["derivations"] == (steps, steps)
    assert tallies["recipes"] == (72, 72)
    for anchor, rows in (("confirmations", material.confirmations), ("variants", material.exposures)):
        assert tallies[anchor] == (len(rows) * len(material.techniques),) * 2


def test_a_step_that_fails_is_told_first_and_marked(report: Report) -> None:
    material = report.material
    spoiled = compose(replace(material, derivations=(failing(material.derivations[0]), *material.derivations[1:])))
    assert not spoiled.holds
    steps = next(tally.total for tally in report.tallies if tally.anchor == "derivations")
    assert spoiled.summary.startswith("Not everything held: ")
    assert f"{steps - 1} of {steps} steps" in spoiled.summary
    fold = folds(spoiled)[material.derivations[0].derivation.name]
    assert (fold.outcome, fold.note) == ("differs", f"{len(material.derivations[0].steps)} steps, it does not hold")


@pytest.mark.parametrize(("outcome", "counted"), [("differs", 0), ("silent", -1)])
def test_a_method_that_does_not_agree_is_not_counted_as_good(report: Report, outcome: Outcome, counted: int) -> None:
    first, *rest = report.material.confirmations
    worse = replace(first, evidence=(with_outcome(first.evidence[0], outcome), *first.evidence[1:]))
    spoiled = compose(replace(report.material, confirmations=(worse, *rest)))
    before, tally = (
        next(tally for tally in one.tallies if tally.anchor == "confirmations") for one in (report, spoiled)
    )
    assert (tally.good, tally.total) == (before.good - 1, before.total + counted)
    assert spoiled.holds == (outcome == "silent")
    assert outcome == "differs" or tally.label.endswith(", 1 silent")


def test_a_variant_that_a_method_takes_for_the_kl_is_told(report: Report) -> None:
    first, *rest = report.material.exposures
    blind = tuple(with_outcome(one, "agrees") for one in first.evidence)
    spoiled = compose(replace(report.material, exposures=(replace(first, evidence=blind), *rest)))
    assert not spoiled.holds
    assert folds(spoiled)[first.row.name].outcome == "agrees"
    assert folds(spoiled)[first.row.name].note == "flagged by 0 of 5 methods"


def test_a_step_without_proof_is_listed_among_the_limits(report: Report) -> None:
    material = report.material
    derivation = material.derivations[0]
    step = derivation.steps[1]
    measured = replace(step, evidence=tuple(one for one in step.evidence if one.strength != "proved"))
    weaker = replace(derivation, steps=(derivation.steps[0], measured, *derivation.steps[2:]), strength="measured")
    limits = {
        name: str(next(section for section in one.sections if section.anchor == "limits"))
        for name, one in {
            "now": report,
            "weaker": compose(replace(material, derivations=(weaker, *material.derivations[1:]))),
        }.items()
    }
    assert "These steps of the derivations" not in limits["now"]
    assert f"[{derivation.derivation.name} 2](#{derivation.derivation.name}-2)" in limits["weaker"]
