"""Checked chains of equations as text, line by line, and as the object that `steps --format json` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kl_check.model.chain import CheckedChain, CheckedSteps, Heading, Link, Side
from kl_check.model.comparison import Disagreement
from kl_check.model.evidence import Outcome
from kl_check.report.formats.marks import MARKS
from kl_check.report.formats.style import Style
from kl_check.report.formats.text import row, wrapped

SEVERITIES: Mapping[Outcome, str] = {"agrees": "ok", "differs": "error", "silent": "warning"}
INDENT = 11  # of what is said about a line


def steps_text(found: CheckedSteps, style: Style | None = None) -> str:
    """Every line with its mark; after the first wrong step its witness and repair."""
    style = style or Style()
    lines = [style(SEVERITIES[found.outcome], found.outcome), "", *wrapped(_summary(found)), ""]
    for name, meaning in found.definitions.items():
        lines += row("given", f"{name} = {meaning}", style)
    lines += [""] if found.definitions else []
    for one in found.chains:
        if not one.is_definition or one.links:
            lines += [*_chain(one, style), ""]
    return "\n".join(lines).rstrip() + "\n"


def _summary(found: CheckedSteps) -> str:
    """What is wrong first, or that nothing is."""
    links = [link for one in found.chains for link in one.links]
    if first := found.first_wrong:
        chain, link = first
        sides = chain.chain.sides
        return f"The first wrong step leads from line {sides[link.left].line} to line {sides[link.right].line}."
    for one in found.chains:
        if one.last and one.last.verdict != "undecided" and not one.is_what_it_claims:
            return f"No step is shown to be wrong, but the last line is not the KL: it is {one.last.verdict}."
    silent = sum(link.outcome == "silent" for link in links)
    if silent:
        return f"Nothing is shown to be wrong; {silent} of {len(links)} steps are not decided."
    if found.outcome == "silent":
        return "Nothing is shown to be wrong; the last line is not understood."
    if not links:
        return "There is one line only, and it is the KL."
    return f"All {len(links)} steps hold." if len(links) != 1 else "The one step holds."


def _chain(one: CheckedChain, style: Style) -> Iterator[str]:
    heading, sides = one.chain.heading, one.chain.sides
    if heading:
        yield f"       {heading.text}"
    by_right = {link.right: link for link in one.links}
    first_wrong = one.wrong[0] if one.wrong else None
    for index, side in enumerate(sides):
        link = by_right.get(index)
        yield _line(side, link, style, leads=index == 0 and heading is None)
        if link and link.outcome != "agrees":
            yield from _said(link, sides, style, is_first=link is first_wrong)
        elif link and link.left not in (index - 1, index):
            yield from _told(link.because)
    if heading and heading.is_kl:
        yield from _last(one, heading)


def _line(side: Side, link: Link | None, style: Style, *, leads: bool) -> str:
    mark = style(SEVERITIES[link.outcome], MARKS[link.outcome]) if link else " "
    return f"  {side.line:>3}  {mark}  {' ' if leads else '='} {side.text}"


def _said(link: Link, sides: tuple[Side, ...], style: Style, *, is_first: bool) -> Iterator[str]:
    yield from _told(link.because)
    if link.witness and is_first:
        at = ", ".join(f"{name} = {value}" for name, value in link.witness.at.items())
        where = f"at {at} " if at else ""
        left, right = f"line {sides[link.left].line}", f"line {sides[link.right].line}"
        if left == right:
            left, right = "the left side", "the right side"
        yield f"{' ' * INDENT}{style('dim', 'witness')}  {where}{left} is {link.witness.a}, {right} {link.witness.b}"
    if link.fix:
        yield f"{' ' * INDENT}{style('dim', 'repair')}   = {link.fix}"


def _told(text: str) -> list[str]:
    return [" " * (INDENT - 2) + line for line in wrapped(text)]


def _last(one: CheckedChain, heading: Heading) -> Iterator[str]:
    """What the last line is, where a KL is claimed."""
    yield ""
    if one.last is None:
        yield from wrapped(f"The last line, which should be {heading.text}, is not understood.")
        return
    meant = "Minus the last line" if heading.is_negated else "The last line"
    yield from wrapped(f"{meant}: {one.last.verdict}. {one.last.message}")
    for word in one.last.mistakes:
        yield f"  mistake  {word}"
    is_mended = any(link.fix and link.right == len(one.chain.sides) - 1 for link in one.links)
    if one.last.fix and not heading.is_negated and not is_mended:
        yield f"  fix      {' '.join(one.last.fix.text.split())}"


def steps_dict(found: CheckedSteps) -> dict[str, object]:
    """What `steps --format json` prints, without the envelope."""
    first = found.first_wrong
    return {
        "outcome": found.outcome,
        "definitions": dict(found.definitions),
        "chains": [_chain_dict(one) for one in found.chains],
        "first_wrong": _link_dict(first[1], first[0].chain.sides) if first else None,
    }


def _chain_dict(one: CheckedChain) -> dict[str, object]:
    heading = one.chain.heading
    return {
        "name": heading.text if heading else None,
        "claims_kl": heading is not None and heading.is_kl,
        "negated": heading is not None and heading.is_negated,
        "definition": one.is_definition,
        "lines": [_side_dict(side) for side in one.chain.sides],
        "steps": [_link_dict(link, one.chain.sides) for link in one.links],
        "last": one.last.to_dict() if one.last else None,
    }


def _side_dict(side: Side) -> dict[str, object]:
    problem = side.problem
    return {
        "line": side.line,
        "column": side.column,
        "text": side.text,
        "error": {"line": problem.line, "column": problem.column, "message": problem.message} if problem else None,
    }


def _link_dict(link: Link, sides: tuple[Side, ...]) -> dict[str, object]:
    return {
        "from_line": sides[link.left].line,
        "line": sides[link.right].line,
        "column": sides[link.right].column,
        "left": sides[link.left].text,
        "right": sides[link.right].text,
        "outcome": link.outcome,
        "because": link.because,
        "witness": _witness_dict(link.witness),
        "fix": link.fix,
    }


def _witness_dict(witness: Disagreement | None) -> dict[str, object] | None:
    return {"at": dict(witness.at), "left": witness.a, "right": witness.b} if witness else None
