"""The twin of the report for programs: the facts with their numbers, seeds and commands, without the prose."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kl_check.algebra.show import latex, text
from kl_check.model.derivation import CheckedDerivation, CheckedStep
from kl_check.model.evidence import Evidence
from kl_check.model.report import Confirmation, Exposure, Figure, Recipe, Report, Technique
from kl_check.model.saying import CheckedFact, CheckedSaying
from kl_check.model.term import Term
from kl_check.report.sections import recipes, reproduce

SCHEMA_VERSION = 1

Node = Mapping[str, object]


def json_text(report: Report) -> str:
    """One object, as text that ends in a line break."""
    return json.dumps(_report(report), indent=2, ensure_ascii=False) + "\n"


def _report(report: Report) -> Node:
    material = report.material
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "kl-check"},
        "title": report.title,
        "holds": report.holds,
        "command": reproduce.REPORT,
        "summary": {one.anchor: {"good": one.good, "total": one.total} for one in report.tallies},
        "recipes": [_recipe(one) for one in material.recipes],
        "methods": [_technique(one) for one in material.techniques],
        "derivations": [_derivation(one) for one in material.derivations],
        "closed_forms": [_confirmation(one) for one in material.confirmations],
        "variants": [_exposure(one) for one in material.exposures],
        "claims": [_claim(one) for one in material.claims],
        "figures": [_figure(one) for one in report.figures],
    }


def _technique(one: Technique) -> Node:
    return {"name": one.name, "title": one.title, "strength": one.strength}


def _recipe(one: Recipe) -> Node:
    return {
        "role": one.role.word,
        "target": one.target,
        "library": one.library.name,
        "imports": one.library.imports or None,
        "text": one.text,
        "reading": dict(one.reading),
        "verdict": one.verdict,
        "command": recipes.command(one),
    }


def _derivation(checked: CheckedDerivation) -> Node:
    of = checked.derivation
    return {
        "name": of.name,
        "title": of.title,
        "holds": checked.holds,
        "strength": checked.strength,
        "left_side": of.left_side,
        "relation": of.relation,
        "assumptions": [
            {"symbol": one.symbol.name, "domain": one.domain, "meaning": one.meaning} for one in of.assumptions
        ],
        "start": {**_formula(of.start), "because": of.start_because},
        "steps": [_step(number, one) for number, one in enumerate(checked.steps, start=1)],
        "conclusion": _formula(of.conclusion),
        "command": reproduce.derivation(of.name),
    }


def _step(number: int, checked: CheckedStep) -> Node:
    step = checked.step
    return {
        "number": number,
        "rule": step.rule,
        "cites": step.cites,
        "where": {symbol.name: text(term) for symbol, term in step.where},
        "relation": step.relation,
        **_formula(step.expression),
        "because": step.because,
        "holds": checked.holds,
        "evidence": [_evidence(one) for one in checked.evidence],
    }


def _confirmation(one: Confirmation) -> Node:
    row = one.row
    return {
        "name": row.name,
        "title": row.title,
        "target": row.target,
        **_formula(row.term),
        "source": row.source.text,
        "evidence": [_evidence(evidence) for evidence in one.evidence],
        "command": reproduce.confirmation(row.name),
    }


def _exposure(one: Exposure) -> Node:
    row = one.row
    return {
        "name": row.name,
        "title": row.title,
        "passes_for": row.of,
        "mistake": row.mistake,
        "consequence": row.consequence,
        **_formula(row.term),
        "evidence": [_evidence(evidence) for evidence in one.evidence],
        "command": reproduce.confirmation(row.name),
    }


def _claim(one: CheckedSaying) -> Node:
    said = one.saying
    return {
        "name": said.name,
        "topic": said.topic,
        "title": said.title,
        "says": said.says,
        "finding": one.finding,
        "holds": one.holds,
        "strength": one.strength,
        "because": said.because,
        "assuming": said.assuming or None,
        "claim": [_fact(fact) for fact in one.claim],
        "then": [_fact(fact) for fact in one.then],
        "instead": [_fact(fact) for fact in one.instead],
        "command": reproduce.part(said.name),
    }


def _fact(one: CheckedFact) -> Node:
    return {"statement": one.statement, "evidence": _evidence(one.evidence)}


def _figure(figure: Figure) -> Node:
    return {
        "name": figure.anchor,
        "caption": figure.caption,
        "panels": [{"file": f"{one.name}.svg", "title": one.title, "shows": one.alternative} for one in figure.panels],
        "seeds": list(figure.seeds),
        "command": reproduce.part(figure.anchor),
    }


def _formula(term: Term) -> Node:
    return {"text": text(term), "latex": latex(term)}


def _evidence(one: Evidence) -> Node:
    return {
        "method": one.method,
        "outcome": one.outcome,
        "strength": one.strength,
        "scope": one.scope,
        "detail": dict(one.detail),
    }
