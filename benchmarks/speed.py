"""How long people wait: whole processes and hot calls beside the peers, as ratios within one run.

Run `make benchmark`; the README quotes its table. Times are medians of interleaved rounds, so that what else the
machine does falls on all of them alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping

from kl_check.pipeline import check, compare

PLAIN = "-log(s) + (s**2 + m**2)/2 - 1/2"
TORCH = "-0.5 * torch.sum(1 + sigma - mu.pow(2) - sigma.exp())"
GENERAL = "log(s2/s1) + (s1**2 + (m1 - m2)**2)/(2*s2**2) - 1/2"
WRONG = "0.5 * torch.sum(torch.exp(logvar) + mu**2 - 1. + logvar)"
OTHER = "-(1 + 2*log(s) - m**2 - s**2)/2"
SYMPY = f"from sympy import simplify, sympify; assert simplify(sympify('{PLAIN}') - sympify('{OTHER}')) == 0"

PROCESSES = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "kl-check check, plain algebra": [sys.executable, "-m", "kl_check", "check", PLAIN],
    "kl-check check, PyTorch line": [sys.executable, "-m", "kl_check", "check", TORCH],
    "kl-check check, two Gaussians": [sys.executable, "-m", "kl_check", "check", GENERAL],
    "kl-check check, wrong line with repair": [sys.executable, "-m", "kl_check", "check", WRONG],
    "SymPy: sympify and simplify, same algebra": [sys.executable, "-c", SYMPY],
}


def sympy_simplify() -> None:
    """The same decision by SymPy, imports paid for: positive symbols, or it would not decide."""
    import sympy

    names = {"s": sympy.Symbol("s", positive=True), "m": sympy.Symbol("m", real=True)}
    difference = sympy.sympify(PLAIN, locals=names) - sympy.sympify(OTHER, locals=names)
    sympy.core.cache.clear_cache()
    if sympy.simplify(difference) != 0:
        raise ArithmeticError("SymPy did not decide")


CALLS: Mapping[str, Callable[[], object]] = {
    "check, plain algebra": lambda: check(PLAIN),
    "check, PyTorch line": lambda: check(TORCH),
    "check, two Gaussians": lambda: check(GENERAL),
    "check, wrong line with repair": lambda: check(WRONG),
    "compare two lines": lambda: compare(PLAIN, OTHER),
    "SymPy simplify, same algebra": sympy_simplify,
}


def medians(tasks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median milliseconds of each task over interleaved rounds, the first of which is not counted."""
    spent: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            if number:
                spent[name].append(1e3 * (time.perf_counter() - start))
    return {name: statistics.median(times) for name, times in spent.items()}


def _process(command: list[str]) -> Callable[[], object]:
    return lambda: subprocess.run(command, capture_output=True, check=False)  # noqa: S603


def _table(title: str, found: Mapping[str, float], unit: str) -> None:
    print(f"\n| {title} | ms | × {unit} |\n|---|---|---|")
    for name, median in found.items():
        print(f"| {name} | {median:.3g} | {median / found[unit]:.2g} |")


def main() -> None:
    """Prints both tables."""
    _table("whole process", medians({name: _process(one) for name, one in PROCESSES.items()}, 15), "python -c pass")
    _table("hot call", medians(CALLS, 25), "check, plain algebra")


if __name__ == "__main__":
    main()
