"""`python -m benchmarks.mutants`: rewrites must stay exact, mutants must be known for what they are.

Prints a confusion matrix (true by an oracle of its own × said by kl_check), how often mistakes are named rightly and
repairs are right, and lists every escape. The README quotes its table.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from benchmarks.mutants.aliases import Aliases, aliases_of, aliases_of_pairs, forms, joined
from benchmarks.mutants.bases import bases
from benchmarks.mutants.cases import Case, doubles_of, rewrites_of, singles_of
from benchmarks.mutants.tally import KINDS, OPEN, SAID, TRUE, Tally, is_false_alarm, is_false_clear

PROCESSES = 2


def run(rewrites: int, doubles: int, seed: int, *, tell: Callable[[int, int], object] = lambda *_: None) -> Tally:
    """All cases, judged in two processes; the order does not depend on which ends first. `tell(done, of)`."""
    tasks = _tasks(rewrites, doubles, seed)
    found: dict[int, list[Case] | Aliases] = {}
    with ProcessPoolExecutor(PROCESSES) as pool:
        futures = {pool.submit(_work, *task): number for number, task in enumerate(tasks)}
        for future in as_completed(futures):
            found[futures[future]] = future.result()
            tell(len(found), len(tasks))
    done = [found[number] for number in range(len(tasks))]
    cases = [case for one in done if isinstance(one, list) for case in one]
    return Tally(cases, joined([one for one in done if not isinstance(one, list)]))


def _tasks(rewrites: int, doubles: int, seed: int) -> list[tuple[str, int, int, int]]:
    """What is done, with which base or form, how often: the long ones first."""
    counts = {"double": -(-doubles // len(bases())), "rewrite": -(-rewrites // len(bases())), "single": 0}
    work = [(kind, index, count, seed) for kind, count in counts.items() for index in range(len(bases()))]
    return [*work, *(("alias", index, 0, seed) for index in range(len(forms()))), ("pairs", 0, 0, seed)]


def _work(kind: str, index: int, count: int, seed: int) -> list[Case] | Aliases:
    match kind:
        case "rewrite":
            return list(rewrites_of(bases()[index], count, seed))
        case "double":
            return list(doubles_of(bases()[index], count, seed))
        case "single":
            return list(singles_of(bases()[index]))
        case "alias":
            return aliases_of(forms()[index])
    return aliases_of_pairs()


def matrix(tally: Tally) -> str:
    """True × said, as Markdown."""
    counted = tally.matrix
    said = [word for word in SAID if any(counted[true, word] for true in TRUE)]
    lines = [f"| true \\ said | {' | '.join(said)} |", "|---" * (len(said) + 1) + "|"]
    present = [true for true in TRUE if any(counted[true, word] for word in said)]
    lines += [f"| {true} | {' | '.join(str(counted[true, word] or '') for word in said)} |" for true in present]
    return "\n".join(lines)


def figures(tally: Tally) -> dict[str, str]:
    """What the README quotes."""
    cases = tally.cases
    counts = Counter(one.kind for one in cases)
    clear = sum(map(is_false_clear, cases))
    alarm = sum(map(is_false_alarm, cases))
    times = sorted(one.seconds for one in cases)
    faulty = tally.faulty
    return {
        "rewrites, single mutants, double mutants": ", ".join(f"{counts[kind]:,}" for kind in KINDS),
        "false clears": str(clear),
        "false alarms": str(alarm),
        "undecided or unread": _share(sum(one.said in OPEN for one in cases), len(cases)),
        "another word than the true one": _share(sum(_differs(one) for one in cases), len(cases)),
        "mistake named rightly, single": _share(*tally.named("single")),
        "mistakes named rightly, double": _share(*tally.named("double")),
        "offered repairs that are right": _share(*tally.repairs),
        "wrong lines that a repair is offered for": _share(sum(one.fix is not None for one in faulty), len(faulty)),
        "median and 99 % of `check`, ms": ", ".join(f"{1e3 * times[int(len(times) * at)]:.2g}" for at in (0.5, 0.99)),
    }


def _differs(case: Case) -> bool:
    return case.said not in {case.true, case.also} | OPEN


def _share(part: int, of: int) -> str:
    return f"{part:,} of {of:,} ({100 * part / of:.2f} %)" if of else "none"


def escapes(tally: Tally, show: int) -> Iterator[str]:
    """The shortest examples of each kind of escape."""
    found = tally.escapes()
    for how, count in Counter(one.how for one in found).most_common():
        yield f"\n{how}: {count}"
        cases = sorted((one.case for one in found if one.how == how), key=lambda case: len(case.text))
        yield from (f"  {_line(tally, one)}" for one in cases[:show])


def _line(tally: Tally, case: Case) -> str:
    text = case.text.replace("\n", " ; ")
    if case.kind == "rewrite":
        return f"[rewrite of {case.base}] {text} | said {case.said} | true {case.true}"
    named = "+".join(sorted(case.mistakes)) or "nothing"
    right = " or ".join(sorted("+".join(sorted(many)) for many in tally.answers(case)))
    fix = f" | repair {case.fix}" if case.fix and not case.fix_right else ""
    return f"[{case.kind}] {text} | said {case.said}, {named} | true {case.true}, {right}{fix}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    parser.add_argument("--rewrites", type=int, default=20_000, help="how many rewrites (20000)")
    parser.add_argument("--doubles", type=int, default=20_000, help="how many double mutants (20000)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=5, help="how many examples of each kind of escape (5)")
    parser.add_argument("--json", type=Path, help="write all cases and figures to this file")
    said = parser.parse_args(arguments)
    start = time.perf_counter()
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("judging")
        tally = run(
            said.rewrites, said.doubles, said.seed, tell=lambda done, of: bar.update(task, completed=done, total=of)
        )
    seconds = time.perf_counter() - start
    table = figures(tally) | {"seed; cases a second, oracle included": f"{said.seed}; {len(tally.cases) / seconds:.0f}"}
    print(matrix(tally), "\n\n| what | figure |\n|---|---|", sep="")
    print("\n".join(f"| {what} | {figure} |" for what, figure in table.items()))
    print(*escapes(tally, said.show), sep="\n")
    if said.json:
        cases = [asdict(one) for one in tally.cases]
        said.json.write_text(json.dumps({"figures": table, "cases": cases}, default=list, indent=1))
    faults = {"false clear", "false alarm", "wrong repair"}
    return int(any(one.how in faults for one in tally.escapes()))


if __name__ == "__main__":
    raise SystemExit(main())
