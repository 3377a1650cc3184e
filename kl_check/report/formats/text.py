"""Verdicts and comparisons as a person reads them: the verdict first, then why, what else was tried, the evidence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kl_check.know.mistakes.table import BY_WORD as MISTAKES
from kl_check.know.roles import BY_WORD as ROLES
from kl_check.know.roles import MATRIX_TITLES
from kl_check.know.words import BY_WORD as WORDS
from kl_check.model.evidence import Evidence, Witness
from kl_check.model.verdict import Verdict
from kl_check.report.formats.behaviour import behaviour_rows, overflow_text
from kl_check.report.formats.estimate import estimate_rows
from kl_check.report.formats.style import Style

if TYPE_CHECKING:
    from kl_check.model.comparison import Comparison
    from kl_check.model.explanation import Explanation

LABEL = 12
WIDTH = 100


def verdict_text(verdict: Verdict, style: Style | None = None) -> str:
    """One verdict, in full."""
    style = style or Style()
    lines = [_headline(verdict, style), "", *wrapped(verdict.message), ""]
    for label, text in verdict_rows(verdict):
        lines += row(label, text, style)
    if verdict.explanation:
        lines += _explained(verdict.explanation, style)
    return "\n".join(lines).rstrip() + "\n"


def _explained(explanation: Explanation, style: Style) -> list[str]:
    """The tokens of the text with their parts."""
    from kl_check.report.formats.labels import labelled

    if not explanation.tokens:
        return ["", *wrapped("No token of it can be told to be a part of a KL.")]
    return ["", *labelled(explanation, style)]


def _headline(verdict: Verdict, style: Style) -> str:
    text = textwrap.indent(verdict.text, "    ").lstrip() if "\n" in verdict.text else verdict.text
    return f"{style(verdict.severity, verdict.verdict)}  {style('bold', text)}"


def verdict_rows(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """What stands behind a verdict, each with its label."""
    if verdict.reading:
        yield "reading", ", ".join(_held(name, role) for name, role in verdict.reading.items())
    if verdict.reduction and verdict.reading:
        yield "reduction", _reduction(verdict)
    yield from estimate_rows(verdict)
    if verdict.scale not in (None, "1"):
        yield "scale", verdict.scale or ""
    if verdict.offset not in (None, "0"):
        yield "offset", verdict.offset or ""
    yield from _mistakes(verdict)
    if verdict.sampler:
        yield "sampler", _sampler(verdict)
    if verdict.behaviour:
        yield from behaviour_rows(verdict.behaviour)
    for word in verdict.notes:
        yield "note", f"{word}: {_note(verdict, word)}"
    if verdict.witness:
        yield "witness", _witness(verdict.witness, _judged(verdict))
    if verdict.fix:
        yield "fix", f"{verdict.fix.text}\n({verdict.fix.because})"
    if verdict.alternatives:
        yield "also tried", _alternatives(verdict)
    for evidence in verdict.evidence:
        yield "evidence", evidence_line(evidence)


def _mistakes(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """The mistakes, then what explains the term as well."""
    for word in verdict.mistakes:
        yield "mistake", _mistake(word)
    for words in verdict.ties:
        yield "or", "\n".join(map(_mistake, words))


def _mistake(word: str) -> str:
    return f"{word}: {MISTAKES[word].title}" if word in MISTAKES else word


def _held(name: str, role: str) -> str:
    return f"{name} is {_role(role)}"


def _role(role: str) -> str:
    return (
        f"the {ROLES[role].title} ({ROLES[role].formula})" if role in ROLES else f"the {MATRIX_TITLES.get(role, role)}"
    )


def _reduction(verdict: Verdict) -> str:
    reduction = verdict.reduction
    if reduction is None or (reduction.latent == "none" and reduction.batch == "none"):
        return "none: one value for each latent"
    words = {"sum": "summed over {}", "mean": "averaged over {}", "none": "one value for each {}"}
    latent = words[reduction.latent].format("latents" if reduction.latent != "none" else "latent")
    batch = words[reduction.batch].format("the batch" if reduction.batch != "none" else "item of the batch")
    return f"{latent}, {batch}"


def _sampler(verdict: Verdict) -> str:
    sampler = verdict.sampler
    if sampler is None:
        return ""
    drawn = f"draws with the scale as {_role(sampler.role)}" if sampler.role else "draws"
    noise = "" if sampler.noise_std == "1" else f", noise of std {sampler.noise_std}"
    agrees = "agrees" if sampler.agrees else "disagrees"
    return f"{sampler.text}\n(line {sampler.line}: {drawn}{noise}; {agrees} with the formula)"


def _note(verdict: Verdict, word: str) -> str:
    if word == "misleading-name":
        said = (f"the name {name} suggests {_role(role)}" for name, role in verdict.names.items())
        return "; ".join(said)
    if word == "overflows" and verdict.behaviour and verdict.behaviour.overflow:
        return overflow_text(verdict.behaviour.overflow)
    return WORDS[word].title


def _witness(witness: Witness, judged: str = "the code") -> str:
    return f"at {_place(witness.at)} {judged} is {witness.code}, the KL {witness.kl}"


def _judged(verdict: Verdict) -> str:
    return "the mean" if verdict.target == "estimate" else "the code"


def _place(at: Mapping[str, str]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in at.items())


def _alternatives(verdict: Verdict) -> str:
    """The other readings with their answer, and the first of them with the place where it fails."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for one in verdict.alternatives:
        names, roles = _scales(one.reading)
        grouped.setdefault((names, "no" if one.verdict == "wrong" else one.verdict), []).append(roles)
    lines = [f"{names} as {', '.join(roles)}: {answer}" for (names, answer), roles in grouped.items()]
    first = verdict.alternatives[0]
    if first.witness and first.witness != verdict.witness:
        lines.append(f"(with {' as '.join(_scales(first.reading))}, {_witness(first.witness, _judged(verdict))})")
    return "\n".join(lines)


def _scales(reading: Mapping[str, str]) -> tuple[str, str]:
    """The scale symbols of a reading and their roles: one word, if they share it."""
    scales = {name: role for name, role in reading.items() if role not in ("mean", "sample")}
    return ", ".join(scales), ", ".join(dict.fromkeys(scales.values()))


def evidence_line(evidence: Evidence) -> str:
    """Method, outcome, strength and scope in one line; what was measured in a second."""
    said = f"{evidence.method} {evidence.outcome}"
    if evidence.outcome == "silent":
        return f"{said}: {evidence.detail.get('reason') or evidence.scope}"
    measured = _measured(evidence.detail)
    taken = f", as {evidence.detail['as']}" if "as" in evidence.detail else ""
    return f"{said}, {evidence.strength}{taken}: {evidence.scope}" + (f"\n({measured})" if measured else "")


def _measured(detail: Mapping[str, object]) -> str:
    """The numbers of an evidence in words."""
    words = []
    if "definition" in detail:
        words.append(f"{detail['expression']} where the definition gives {detail['definition']}, at {detail['at']}")
    if "largest_difference" in detail:
        words.append(f"largest difference {detail['largest_difference']}")
    words += [f"{key}: {value}" for key, value in detail.items() if key.startswith("bias at")]
    if "false_alarm" in detail:
        rates = f"false alarms {detail['false_alarm']}, false passes {detail['false_pass']}"
        words.append(f"{detail['samples']:,} samples, {rates} from a difference of {detail['detectable_difference']}")
    return "; ".join(words)


def comparison_text(comparison: Comparison, style: Style | None = None) -> str:
    """One comparison, in full."""
    style = style or Style()
    severity = "ok" if comparison.relation in ("same", "reparametrised") else "warning"
    lines = [
        style(severity, comparison.relation),
        "",
        *row("A", comparison.a, style),
        *row("B", comparison.b, style),
        "",
        *wrapped(comparison.message),
        "",
    ]
    if found := comparison.witness:
        lines += row("witness", f"at {_place(found.at)} A is {found.a}, B {found.b}", style)
    for evidence in comparison.evidence:
        lines += row("evidence", evidence_line(evidence), style)
    return "\n".join(lines).rstrip() + "\n"


def row(label: str, text: str, style: Style) -> list[str]:
    """A labelled text; lines of code are left whole, so that they can be copied."""
    first, *rest = text.split("\n")
    return [f"  {style('dim', label.ljust(LABEL))}{first}", *(" " * (LABEL + 2) + line for line in rest)]


def wrapped(text: str) -> list[str]:
    """Prose, folded and indented."""
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False)
