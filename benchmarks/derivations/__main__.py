"""`python -m benchmarks.derivations`: every slip in every step of every derivation, and which of them pass."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from benchmarks.derivations.judge import Judged, judged
from kl_check.derivation.load import names

PROCESSES = 2


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.derivations", description=__doc__)
    parser.add_argument("names", nargs="*", help="derivations; all of them without")
    parser.add_argument("--stride", type=int, default=1, metavar="N", help="every Nth mutant only")
    parser.add_argument("--list", action="store_true", help="list the mutants that are equal to their step")
    options = parser.parse_args()
    found: list[Judged] = []
    with ProcessPoolExecutor(PROCESSES) as pool:
        for some in pool.map(_judged, options.names or names(), [options.stride] * len(options.names or names())):
            found += some
    escaped, slandered = [one for one in found if one.escapes], [one for one in found if one.slandered]
    equal = [one for one in found if not one.differs]
    kinds = Counter(one.mutant.kind for one in found if one.differs)
    print(f"{len(found)} mutants, {len(found) - len(equal)} of them wrong: {dict(sorted(kinds.items()))}")
    print(f"{len(escaped)} wrong ones pass", *escaped, sep="\n  ")
    print(f"{len(slandered)} equal ones are called different", *slandered, sep="\n  ")
    print(f"{len(equal)} are equal to their step", *(equal if options.list else ()), sep="\n  ")
    return 1 if escaped or slandered else 0


def _judged(name: str, stride: int) -> list[Judged]:
    return list(judged(name, stride=stride))


if __name__ == "__main__":
    sys.exit(main())
