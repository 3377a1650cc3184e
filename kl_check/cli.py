"""The command line: `kl-check check | scan | verify | compare | derive | steps | report | explain`."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

from kl_check import __version__
from kl_check.model.errors import InputError, Misuse
from kl_check.report.formats.style import Style, wants_colour

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from kl_check.model.finding import FileError
    from kl_check.model.verdict import Verdict

SCHEMA_VERSION = 1
FOUND, MISUSE, INTERRUPTED = 1, 2, 130

EXPRESSIONS = ("check", "compare")
MAX_PRIOR = 80  # characters

OPTION = re.compile(r"--[a-z][a-z-]*(=.*)?", re.DOTALL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):  # where σ and ‖ cannot be written, their numbers are
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _before_parsing(given)
    try:
        options = _parser().parse_args(_with_expressions_last(given))
        status = COMMANDS[options.command](options)
        sys.stdout.flush()
    except InputError as error:
        return _refuse(error, options)
    except BrokenPipeError:  # the reader (`| head`) has gone; nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _before_parsing(given: Sequence[str]) -> argparse.Namespace:
    """What matters for saying why the arguments cannot be parsed: the command, and whether JSON is asked for."""
    wants_json = "--format=json" in given or ("--format", "json") in pairwise(given)
    command = given[0] if given and given[0] in COMMANDS else ""
    return argparse.Namespace(command=command, format="json" if wants_json else "text", no_color=False)


# Arguments


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Misuse(f"{message}; try `{self.prog} --help`")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="kl-check", description="Is this line the Gaussian KL divergence?", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"kl-check {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, help_: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help_, description=help_, allow_abbrev=False)
        command.add_argument("--no-color", action="store_true", help="no colour (also: NO_COLOR)")
        command.add_argument("--quiet", action="store_true", help="print only what was found")
        return command

    check = add("check", "decide whether an expression is the Gaussian KL, and under which reading")
    check.add_argument("expression", metavar="EXPR", help="Python or LaTeX; - reads standard input")
    check.add_argument("--as", dest="reading", action="append", metavar="NAME=ROLE", help="what a symbol holds")
    check.add_argument("--prior", metavar="MEAN,STD", help="a fixed prior other than N(0, 1)")
    check.add_argument(
        "--sizes", metavar="J=20,P=784", help="numbers of latents J, batch B, pixels P: puts β in numbers"
    )
    check.add_argument("--confirm", action="store_true", help="also confirm numerically: who agrees, who differs")
    check.add_argument("--explain", action="store_true", help="say of each token which part of the KL it is")
    check.add_argument("--certificate", metavar="FILE", help="write a certificate, for `kl-check verify`")
    check.add_argument("--seed", type=int, default=0, metavar="N", help="seed of the Monte Carlo confirmation")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument("--fail-on", choices=("error", "warning", "note"), default="warning")

    scan = add("scan", "judge every KL term in Python files and notebooks")
    scan.add_argument("paths", nargs="+", metavar="PATH", help="files or folders; what git ignores is passed over")
    scan.add_argument("--format", choices=("text", "json"), default="text")
    scan.add_argument("--show-ok", action="store_true", help="also print the terms that are right")
    scan.add_argument("--fail-on", choices=("error", "warning", "note"), default="warning")

    verify = add("verify", "check a certificate again, with the small independent checker")
    verify.add_argument("file", metavar="FILE", help="- reads standard input")
    verify.add_argument("--format", choices=("text", "json"), default="text")

    compare = add("compare", "decide how two expressions are related")
    compare.add_argument("a", metavar="A")
    compare.add_argument("b", metavar="B")
    compare.add_argument("--format", choices=("text", "json"), default="text")

    derive = add("derive", "show a derivation, each step checked")
    derive.add_argument("name", nargs="?", metavar="NAME", help="without a name: all of them")
    derive.add_argument(
        "--list",
        action="store_true",
        help="one line for each derivation: its strength, the time of its check, its title",
    )
    derive.add_argument("--format", choices=("text", "markdown", "latex", "json"), default="text")

    steps = add("steps", "decide each = of a chain of closed forms that you wrote")
    steps.add_argument("file", metavar="FILE", help="LaTeX or Python; - reads standard input")
    steps.add_argument("--format", choices=("text", "json"), default="text")

    report = add("report", "write the verification report")
    report.add_argument("-o", "--output", metavar="DIR", help="default: reports, or reports/NAME with --only NAME")
    report.add_argument("--only", metavar="NAME", help="one part alone, by the name in its address, as figure-trap")
    report.add_argument("--format", dest="formats", action="append", choices=("html", "markdown", "latex", "json"))
    report.add_argument("--seed", type=int, default=0, metavar="N")

    explain = add("explain", "say what a verdict, mistake, role or note means")
    explain.add_argument("word", nargs="?", metavar="WORD")
    return parser


def _with_expressions_last(given: list[str]) -> list[str]:
    """An expression that begins with a minus sign is an expression: options first, then `--`, then the rest.

    Only `-h` and words of the shape `--name` or `--name=value` are options.
    """
    if not given or given[0] not in EXPRESSIONS:
        return given
    options: list[str] = [given[0]]
    expressions: list[str] = []
    rest = iter(given[1:])
    for one in rest:
        if one == "--":
            expressions += rest
        elif one in VALUED:
            options += [f"{one}={next(rest, '')}"]
        elif one == "-h" or OPTION.fullmatch(one):
            _refuse_unknown(one)
            options.append(one)
        else:
            expressions.append(one)
    if given[0] == "check" and len(expressions) > 1:
        raise Misuse("check takes one expression, in quotes; to set two side by side use `kl-check compare A B`")
    return [*options, "--", *expressions]


def _refuse_unknown(option: str) -> None:
    from difflib import get_close_matches

    name = option.partition("=")[0]
    if name not in {*VALUED, *FLAGS}:
        near = get_close_matches(name, (*VALUED, *FLAGS), n=1)
        hint = f"did you mean {near[0]}?" if near else "an expression that begins so comes after `--`"
        raise Misuse(f"no such option: {name}; {hint}")


FLAGS = frozenset({"-h", "--help", "--no-color", "--quiet", "--confirm", "--explain"})
VALUED = frozenset({"--as", "--certificate", "--prior", "--seed", "--sizes", "--format", "--fail-on"})


def _reading(given: Sequence[str] | None) -> Mapping[str, str]:
    reading = {}
    for one in given or ():
        name, equals, role = one.rpartition("=")
        if not equals or not name:
            raise Misuse(f"--as {one}: NAME=ROLE is expected, as sigma=std")
        reading[name.strip()] = role.strip()
    return reading


def _prior(given: str | None) -> tuple[Fraction, Fraction] | None:
    if given is None:
        return None
    try:
        if len(given) > MAX_PRIOR or re.search(r"e[-+]?\d{4}", given, re.IGNORECASE):
            raise ValueError
        mean, std = (Fraction(part.strip()) for part in given.split(","))
    except (ValueError, ZeroDivisionError):
        raise Misuse(f"--prior {given}: MEAN,STD is expected, two numbers, as 0,1") from None
    return mean, std


def _sizes(given: str | None) -> Mapping[str, int]:
    if given is None:
        return {}
    sizes: dict[str, int] = {}
    for one in given.split(","):
        name, _, size = (part.strip() for part in one.partition("="))
        if not name or name in sizes or not re.fullmatch("[1-9][0-9]{0,14}", size):
            raise Misuse(f"--sizes {given}: NAME=NUMBER,… is expected, positive whole numbers, as J=20,P=784")
        sizes[name] = int(size)
    return sizes


def _expression(given: str) -> str:
    if given != "-":
        return given
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise InputError(f"standard input is not UTF-8 text (byte {error.start})") from None


# Commands


def _check(options: argparse.Namespace) -> int:
    from kl_check.model.verdict import SEVERITIES
    from kl_check.pipeline import check

    text, reading, prior = _expression(options.expression), _reading(options.reading), _prior(options.prior)
    certified = options.certificate is not None
    verdict = check(
        text,
        reading=reading,
        prior=prior,
        confirm=options.confirm,
        certificate=certified,
        seed=options.seed,
        sizes=_sizes(options.sizes),
        explain=options.explain,
    )
    if certified:
        _certificate(verdict, options.certificate)
    failed = SEVERITIES.index(verdict.severity) >= SEVERITIES.index(options.fail_on)
    if options.format == "json":
        _print_json(_findings([verdict.to_dict()], []))
    elif failed or not options.quiet:
        from kl_check.report.formats.text import verdict_text

        print(verdict_text(verdict, _style(options)), end="")
    return FOUND if failed else 0


def _certificate(verdict: Verdict, path: str) -> None:
    from pathlib import Path

    from kl_check.report.formats.certificate import write_certificate

    if verdict.certificate is None:
        why = next((one.scope for one in verdict.evidence if one.method == "certificate"), "")
        print(f"kl-check: no certificate is written: {why}", file=sys.stderr)
    else:
        write_certificate(verdict.certificate, Path(path))


def _scan(options: argparse.Namespace) -> int:
    from kl_check.model.finding import FileError
    from kl_check.model.verdict import SEVERITIES
    from kl_check.scanning.scan import scan_paths

    findings: list[Verdict] = []
    errors: list[FileError] = []
    with _progress(options) as progress:
        for one in scan_paths(options.paths, tell=progress):
            if isinstance(one, FileError):
                errors.append(one)
            else:
                findings.append(one)
            if options.format == "text" and (options.show_ok or isinstance(one, FileError) or one.severity != "ok"):
                with progress.paused():
                    _print_found(one, options)
    if options.format == "json":
        listed = [one.to_dict() for one in findings]
        _print_json(_findings(listed, [one.to_dict() for one in errors], files=progress.files))
    elif not options.quiet:
        from kl_check.report.formats.findings import summary_text

        print(summary_text(findings, progress.files, len(errors)))
    worst = max((SEVERITIES.index(one.severity) for one in findings), default=0)
    return FOUND if worst >= SEVERITIES.index(options.fail_on) else 0


def _print_found(one: Verdict | FileError, options: argparse.Namespace) -> None:
    from kl_check.model.finding import FileError
    from kl_check.report.formats.findings import error_text, finding_text

    if isinstance(one, FileError):
        print(f"kl-check: {error_text(one)}", file=sys.stderr)
    else:
        print(finding_text(one, _style(options)))


class _Progress:
    """Counts the files that were read, and shows it on a bar where there is one."""

    def __init__(self, bar: Progress | None = None) -> None:
        self.files = 0
        self.bar = bar
        self.task = bar.add_task("", total=None) if bar else None

    def __call__(self, path: str, count: int) -> None:
        self.files += 1
        if self.bar and self.task is not None:
            self.bar.update(self.task, description=os.path.basename(path), total=count, completed=self.files)  # noqa: PTH119

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Takes the bar off the terminal while something is printed there."""
        if self.bar:
            self.bar.stop()
        yield
        if self.bar:
            self.bar.start()


@contextmanager
def _progress(options: argparse.Namespace) -> Iterator[_Progress]:
    """A bar on a terminal, else only the count."""
    if options.quiet or not sys.stderr.isatty():
        yield _Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, no_color=options.no_color)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        yield _Progress(bar)


def _verify(options: argparse.Namespace) -> int:
    from kl_check.pipeline import verify

    found = verify(_bytes(options.file))
    if options.format == "json":
        _print_json({"schema_version": SCHEMA_VERSION, "tool": _tool(), **found.to_dict(), "errors": []})
    elif not (found.accepted and options.quiet):
        from kl_check.report.formats.certificate import verification_text

        print(verification_text(found, _style(options)), end="")
    return 0 if found.accepted else FOUND


def _bytes(path: str) -> bytes:
    from pathlib import Path

    from kl_check.checker import MAX_BYTES

    if path == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise Misuse(f"{path}: {getattr(error, 'strerror', None) or error}") from None


def _compare(options: argparse.Namespace) -> int:
    from kl_check.pipeline import compare

    comparison = compare(_expression(options.a), _expression(options.b))
    differs = comparison.relation in ("different", "undecided")
    if options.format == "json":
        _print_json({"schema_version": SCHEMA_VERSION, "tool": _tool(), **comparison.to_dict(), "errors": []})
    elif differs or not options.quiet:
        from kl_check.report.formats.text import comparison_text

        print(comparison_text(comparison, _style(options)), end="")
    return FOUND if differs else 0


def _derive(options: argparse.Namespace) -> int:
    from kl_check.pipeline import derivation_names, derive
    from kl_check.report.formats.derivation import derivation_dict, derivation_text, listing, summary_dict

    checked = [derive(name) for name in ([options.name] if options.name else derivation_names())]
    failed = not all(one.holds for one in checked)
    if options.format == "json":
        shown = [{**summary_dict(one), "seconds": round(one.seconds, 3)} for one in checked] if options.list else None
        rows = shown or [derivation_dict(one) for one in checked]
        _print_json({"schema_version": SCHEMA_VERSION, "tool": _tool(), "derivations": rows, "errors": []})
    elif options.list:
        print(listing(checked, _style(options)), end="")
    elif options.format != "text":
        from kl_check.report.formats.document import document

        print(document(checked, options.format), end="")
    elif failed or not options.quiet:
        print("\n".join(derivation_text(one, _style(options)) for one in checked), end="")
    return FOUND if failed else 0


def _steps(options: argparse.Namespace) -> int:
    from kl_check.pipeline import steps

    found = steps(_text(options.file))
    if options.format == "json":
        _print_json({"schema_version": SCHEMA_VERSION, "tool": _tool(), **found.to_dict(), "errors": []})
    elif found.outcome != "agrees" or not options.quiet:
        from kl_check.report.formats.chain import steps_text

        print(steps_text(found, _style(options)), end="")
    return 0 if found.outcome == "agrees" else FOUND


def _text(path: str) -> str:
    try:
        return _bytes(path).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: no UTF-8 text (byte {error.start})") from None


def _report(options: argparse.Namespace) -> int:
    from pathlib import Path

    from rich.console import Console

    from kl_check.report.formats.versions import versions
    from kl_check.reporting import make_report, parts

    console = Console(stderr=True, no_color=options.no_color, quiet=options.quiet, highlight=False)
    directory = options.output or str(Path("reports", options.only or ""))
    with _bar(console, len(parts(options.only))) as tell:
        report, paths = make_report(
            Path(directory),
            formats=options.formats,
            seed=options.seed,
            only=options.only,
            progress=tell,
        )
    if not options.quiet:
        print(*paths, sep="\n")
    console.print(f"made with {versions()}", style="dim", soft_wrap=True)
    if not report.holds:
        print(f"kl-check: {report.summary}", file=sys.stderr)
    return 0 if report.holds else FOUND


@contextmanager
def _bar(console: Console, count: int) -> Iterator[Callable[[str], object]]:
    """A bar that counts what is done, on a terminal; what tells it."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=count)
        yield lambda name: bar.update(task, description=name, advance=1)


def _explain(options: argparse.Namespace) -> int:
    from kl_check.report.formats.explanation import explained, vocabulary

    print(explained(options.word, _style(options)) if options.word else vocabulary(_style(options)), end="")
    return 0


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "scan": _scan,
    "verify": _verify,
    "compare": _compare,
    "derive": _derive,
    "steps": _steps,
    "report": _report,
    "explain": _explain,
}


# Output


def _style(options: argparse.Namespace) -> Style:
    return Style(colour=wants_colour(sys.stdout, refused=options.no_color))


def _tool() -> dict[str, str]:
    return {"name": "kl-check", "version": __version__}


def _findings(
    findings: list[dict[str, object]], errors: list[dict[str, object]], *, files: int = 0
) -> dict[str, object]:
    verdicts = [str(finding["verdict"]) for finding in findings]
    summary = {"files": files, "terms": len(findings), "by_verdict": {word: verdicts.count(word) for word in verdicts}}
    start = {"schema_version": SCHEMA_VERSION, "tool": _tool()}
    return {**start, "findings": findings, "errors": errors, "summary": summary}


def _print_json(value: object) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


def _refuse(error: InputError, options: argparse.Namespace) -> int:
    """One clear message: what, where, and for a text the place itself."""
    if getattr(options, "format", None) == "json":
        place: dict[str, object] = {"path": None, "line": error.line, "column": error.column, "message": error.message}
        if options.command in ("check", "scan"):
            _print_json(_findings([], [place]))
        else:
            _print_json({"schema_version": SCHEMA_VERSION, "tool": _tool(), "errors": [place]})
    style = Style(colour=wants_colour(sys.stderr, refused=options.no_color))
    print(f"kl-check: {style('error', str(error))}", file=sys.stderr)
    if error.span:
        print(_pointed(error), file=sys.stderr)
    return MISUSE


def _pointed(error: InputError) -> str:
    """The line at fault with a mark under the place; a long line is cut around it."""
    line = error.text.split("\n")[error.line - 1]
    start = max(0, error.column - 41)
    shown = line[start : start + 80]
    width = max(1, min((error.span[1] - error.span[0]) if error.span else 1, len(shown) - (error.column - 1 - start)))
    printable = "".join(character if character.isprintable() else "·" for character in shown)
    return f"    {printable}\n    {' ' * (error.column - 1 - start)}{'^' * width}"


if __name__ == "__main__":
    raise SystemExit(main())
