"""log q(z) − log p(z) of distributions that the code does not show: an estimate of a KL, where it is called one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kl_check.know.names import is_kl_name, is_size, is_weight
from kl_check.model.term import Apply, Reduce, Symbol, Term, normal_log_density, rebuild, symbols, walk
from kl_check.read.flow.distributions import unknown
from kl_check.read.flow.values import Findings, Root

ROUGH = re.compile(r"approx|estimate_?kl|old", re.IGNORECASE)
"""Names of what policy gradients watch: a ratio of two policies at old actions."""


def with_estimates(found: Findings) -> list[Root]:
    """The values of a file, with the log-densities of each estimate written out; the same values stay the same."""
    if not found.densities:
        return found.roots
    written = {name: _density(distribution, at) for name, (distribution, at) in found.densities.items()}
    held: dict[int, tuple[Term, Term]] = {}  # the old value is kept, so that its identity is its own

    def write(term: Term) -> Term:
        if id(term) not in held:
            image = written.get(term.name, term) if isinstance(term, Symbol) else rebuild(term, write)
            held[id(term)] = term, image
        return held[id(term)][1]

    meant = [one for one in found.roots if _is_meant(one) and _is_estimate(one.term, found)]
    return [replace(one, term=write(one.term)) if one in meant else one for one in found.roots]


def _density(distribution: str, at: Term) -> Term:
    normal = unknown(distribution)
    return Reduce("sum", normal_log_density(at, normal.mean, normal.std), ("latent",))


def _is_meant(root: Root) -> bool:
    name = root.name or (root.function if root.use == "returned" else None)
    return name is not None and is_kl_name(name) and not ROUGH.search(name)


def _is_estimate(term: Term, found: Findings) -> bool:
    """Whether a value is made of two log-densities of one sample, with nothing but weights and means beside them."""
    names = [name for name in symbols(term) if not (is_weight(name) or is_size(name))]
    unseen = [found.densities[name] for name in names if name in found.densities]
    seen = [part for part in walk(term) if isinstance(part, Apply) and part.head == "normal_log_density"]
    if not unseen or len({name for name, _ in unseen}) + len(seen) != 2 or not _is_linear(term, found.densities):
        return False
    return _are_one([*(at for _, at in unseen), *(one.arguments[0] for one in seen)])


def _is_linear(term: Term, densities: Iterable[str]) -> bool:
    match term:
        case Symbol(name=name):
            return name in densities or is_weight(name) or is_size(name)
        case Reduce(body=body):
            return _is_linear(body, densities)
        case Apply(head="normal_log_density"):
            return True
        case Apply(head="add" | "subtract" | "negate" | "multiply" | "divide", arguments=arguments):
            return all(_is_linear(one, densities) for one in arguments)
    return not symbols(term)


def _are_one(samples: list[Term]) -> bool:
    return all(one == samples[0] for one in samples)
