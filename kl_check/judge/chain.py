"""Each `=` of a chain of equations: proved, refuted at a point, or left open with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from itertools import chain as chained
from itertools import islice, product

from kl_check.judge.brackets import unwrapped
from kl_check.judge.classify import uses_of
from kl_check.judge.compare import LOGARITHMS, compare, disagreement
from kl_check.judge.edits import EDITS
from kl_check.judge.hypotheses import STANDARD_PRIOR
from kl_check.judge.judge import judge
from kl_check.judge.matrices.heads import has_matrices
from kl_check.judge.repair import repaired
from kl_check.model.chain import Chain, CheckedChain, CheckedSteps, Link, Side
from kl_check.model.comparison import Comparison
from kl_check.model.errors import InputError, UnsupportedInput
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Apply, Axis, Number, Reduce, Symbol, Term, log, substitute, symbols, walk
from kl_check.model.verdict import Verdict
from kl_check.read.chain import read_side
from kl_check.read.python import draws_noise

MAX_PARTS = 2_000  # of a side with its definitions put in
MAX_CANDIDATES = 400  # changed right sides that are tried
MAX_DROPPED = 4

OF_MATRICES = "a trace, determinant, inverse or product of matrices is not understood in a chain yet"
EQUAL = "equal for every value and every size"
OPEN = "neither proved equal nor shown to differ"


def checked(chains: Sequence[Chain]) -> CheckedSteps:
    """All chains, each `=` decided. A symbol that the text defines (`s = log σ²`) stands for its definition."""
    given = _definitions(chains)
    beside = _positive([_with(given, side.excerpt.term) for one in chains for side in one.sides if side.excerpt])
    context = _Context(given, beside, _samplers(chains))
    found = tuple(_checked(one, context) for one in chains)
    return CheckedSteps(found, {name: _source(chains, name) for name in given})


def _positive(terms: Sequence[Term]) -> tuple[Term, ...]:
    """log x for every x that is positive: the text takes its logarithm somewhere, and treats it as no real number."""
    logged: set[str] = set()
    bounded: set[str] = set()
    for term in terms:
        for part in walk(term):
            if isinstance(part, Apply) and part.head in LOGARITHMS:
                logged.update(symbols(part))
        bounded.update(name for name in symbols(term) if not uses_of(term, name).may_be_real)
    return tuple(log(Symbol(name)) for name in sorted(logged & bounded))


@dataclass(frozen=True, slots=True)
class _Context:
    """What the whole text says beside one equation."""

    given: Mapping[str, Term]
    beside: tuple[Term, ...]
    samplers: str = ""

    def put_in(self, excerpt: Excerpt) -> Excerpt:
        """The excerpt in symbols that are not defined."""
        return replace(excerpt, term=_with(self.given, excerpt.term)) if self.given else excerpt


def _checked(one: Chain, context: _Context) -> CheckedChain:
    links = tuple(_links(one.sides, context))
    wrong = next((index for index, link in enumerate(links) if link.outcome == "differs"), None)
    if wrong is not None:
        links = (*links[:wrong], _with_repair(links[wrong], one.sides, context), *links[wrong + 1 :])
    is_definition = one.heading is not None and one.heading.symbol in context.given
    return CheckedChain(one, links, _last(one, context.samplers), is_definition)


# Definitions


def _definitions(chains: Sequence[Chain]) -> dict[str, Term]:
    """The symbols that are named by an equation of their own and used in another, with what they stand for."""
    found: dict[str, Term] = {}
    used = [set(symbols(side.excerpt.term)) for one in chains for side in one.sides if side.excerpt]
    for one in chains:
        first = one.sides[0].excerpt if one.sides else None
        if one.heading is None or one.heading.symbol is None or one.heading.is_kl or first is None:
            continue
        name = one.heading.symbol
        if name not in symbols(first.term) and any(name in names for names in used):
            found[name] = first.term
    return {} if _is_circular(found) else found


def _is_circular(given: Mapping[str, Term]) -> bool:
    """Whether some symbol is defined by itself, over others."""
    needs = {name: set(symbols(term)) & given.keys() for name, term in given.items()}
    while free := [name for name, rest in needs.items() if not rest]:
        needs = {name: rest.difference(free) for name, rest in needs.items() if name not in free}
    return bool(needs)


def _with(given: Mapping[str, Term], term: Term) -> Term:
    """The term with every defined symbol replaced, definitions within definitions too."""
    while used := [name for name in symbols(term) if name in given]:
        parts = list(walk(term))
        sizes = {name: sum(1 for _ in walk(given[name])) for name in used}
        if sum(sizes.get(part.name, 1) if isinstance(part, Symbol) else 1 for part in parts) > MAX_PARTS:
            raise UnsupportedInput(f"with its definitions put in, a side has more than {MAX_PARTS:,} parts")
        term = substitute(term, given)
    return term


def _source(chains: Sequence[Chain], name: str) -> str:
    return next(one.sides[0].text for one in chains if one.heading and one.heading.symbol == name)


# Links


def _links(sides: Sequence[Side], context: _Context) -> Iterator[Link]:
    last = 0 if sides and _problem(sides[0]) is None else None  # the last side that is understood
    if len(sides) == 1 and sides[0].problem:
        yield Link(0, 0, "silent", _told(sides[0]))
    for index in range(1, len(sides)):
        if _problem(sides[index]):
            yield Link(index - 1, index, "silent", _told(sides[index]))
            continue
        if last is None:
            yield Link(index - 1, index, "silent", f"what stands before it is {_told(sides[index - 1])}")
        else:
            link = _link(sides, last, index, context)
            skipped = f"; line {sides[index - 1].line} between them is not understood" if last != index - 1 else ""
            yield replace(link, because=link.because + skipped)
        last = index


def _problem(side: Side) -> str | None:
    """Why a side cannot be set beside another, or None."""
    if side.excerpt is None:
        return side.problem.message if side.problem else ""
    return OF_MATRICES if has_matrices(side.excerpt.term) else None


def _told(side: Side) -> str:
    place = side.problem or side
    return f"not understood (line {place.line}, column {place.column}): {_problem(side)}"


def _link(sides: Sequence[Side], left: int, right: int, context: _Context) -> Link:
    first, second = sides[left].excerpt, sides[right].excerpt
    if first is None or second is None:
        raise TypeError("a link leads from one side that is understood to another")
    try:
        return _decided(left, right, context.put_in(first), context.put_in(second), context)
    except InputError as error:
        return Link(left, right, "silent", error.message)


def _decided(left: int, right: int, first: Excerpt, second: Excerpt, context: _Context) -> Link:
    if clash := _sizes_clash(first.term, second.term):
        return Link(left, right, "silent", clash)
    found = compare(first, second, beside=context.beside, as_named=True)
    if found.relation == "same":
        return Link(left, right, "agrees", EQUAL)
    if condition := _condition(first, second, context):
        return Link(left, right, "silent", condition)
    witness = disagreement(first.term, second.term, context.beside)
    if witness is None:
        return Link(left, right, "silent", OPEN)
    return Link(left, right, "differs", _how(found, compare(first, second, beside=context.beside)), witness)


def _sizes_clash(first: Term, second: Term) -> str | None:
    """Sums over one axis that end at different sizes on the two sides: no reading makes them one."""
    ends: dict[tuple[Axis, ...] | None, str] = {}
    for part in chained(walk(first), walk(second)):
        if isinstance(part, Reduce) and part.size is not None and ends.setdefault(part.axes, part.size) != part.size:
            return f"one sum ends at {ends[part.axes]}, another at {part.size}: say whether they are equal"
    return None


def _how(found: Comparison, elsewhere: Comparison) -> str:
    """How the two sides are related, if not as equals."""
    if found.relation == "multiple":
        return f"the left side is {found.factor} times the right side"
    if found.relation == "shifted":
        times = "" if found.factor == "1" else f"{found.factor} times "
        return f"the left side is {times}the right side plus {found.offset}"
    if elsewhere.relation == "reparametrised" and elsewhere.substitution:
        changed = ", ".join(f"{image} in the place of {name}" for name, image in elsewhere.substitution.items())
        return f"the right side is another function; it would be the left side with {changed}"
    return "the two sides are different functions"


# Equal under a condition that the text does not state


def _condition(first: Excerpt, second: Excerpt, context: _Context) -> str | None:
    """What would have to be said for the two to be equal, where one symbol makes way for another or for none."""
    mine, theirs = symbols(first.term), symbols(second.term)
    new = [name for name in theirs if name not in mine]
    dropped = [name for name in mine if name not in theirs]
    if new and dropped:
        found = compare(first, second, beside=context.beside)
        if found.relation == "reparametrised" and found.substitution and found.substitution.keys() <= set(new):
            meant = ", ".join(f"{name} = {image}" for name, image in found.substitution.items())
            return f"equal only if {meant}: say so on a line of its own"
        return f"{_listed(new)} for {_listed(dropped)}: say on a line of its own what is meant"
    if dropped and len(dropped) <= MAX_DROPPED and (values := _specialised(first, second, dropped, context)):
        return f"equal only if {', '.join(f'{n} = {v}' for n, v in values.items())}: say so on a line of its own"
    return None


def _specialised(
    first: Excerpt, second: Excerpt, dropped: Sequence[str], context: _Context
) -> Mapping[str, int] | None:
    """The values 0 and 1 with which the left side is the right one: a standard prior, a scale among them."""
    for values in product((0, 1), repeat=len(dropped)):
        at = dict(zip(dropped, values, strict=True))
        special = substitute(first.term, {name: Number(Fraction(value)) for name, value in at.items()})
        if 1 in values and _is_same(replace(first, term=special), second, context):
            return at
    return None


def _is_same(first: Excerpt, second: Excerpt, context: _Context) -> bool:
    try:
        return compare(first, second, beside=context.beside, as_named=True).relation == "same"
    except (InputError, ArithmeticError):
        return False


def _listed(names: Sequence[str]) -> str:
    return reduce(lambda before, name: f"{before}, {name}", names)


# Repair


def _with_repair(link: Link, sides: Sequence[Side], context: _Context) -> Link:
    """The link with the nearest small edit of its right side that is proved equal to the left."""
    first, second = sides[link.left].excerpt, sides[link.right].excerpt
    if first is None or second is None:
        return link
    left = context.put_in(first)
    edited = dict.fromkeys(islice(_edits(second), MAX_CANDIDATES))
    for text in sorted(edited, key=lambda one: abs(len(one) - len(second.source))):
        try:
            changed = context.put_in(read_side(text, in_latex=second.dialect == "latex"))
        except InputError:
            continue
        if _is_same(left, changed, context):
            return replace(link, fix=" ".join(text.split()))
    return link


def _edits(excerpt: Excerpt) -> Iterator[str]:
    """The small edits by which `check` mends a term, and each function taken away."""
    for edits in dict.fromkeys(EDITS.values()):
        yield from edits(excerpt)
    yield from (text for _, text in unwrapped(excerpt))


# The last line


def _last(one: Chain, samplers: str) -> Verdict | None:
    """The verdict on the last side of a chain that claims to be the KL, with a repair where there is one."""
    if one.heading is None or not one.heading.is_kl or one.sides[-1].excerpt is None:
        return None
    side, excerpt = one.sides[-1], one.sides[-1].excerpt
    if samplers:  # as `check` reads them: lines in front of the term
        excerpt = read_side(f"{samplers}{excerpt.text}", in_latex=False)
    if one.heading.is_negated:  # −KL = B: −B is the KL
        verdict = judge(replace(excerpt, term=Apply("negate", (excerpt.term,))))
    else:
        verdict = judge(excerpt)
        if verdict.mistakes:
            verdict = repaired(excerpt, verdict, {}, STANDARD_PRIOR)
    place = {key: getattr(side, key) for key in ("line", "column", "end_line", "end_column")}
    return replace(verdict, **place)


def _samplers(chains: Sequence[Chain]) -> str:
    """The lines of code that draw a sample, `z = mu + std * eps`, with those that they may rest on."""
    named = [(one.heading.symbol, one.sides[0].excerpt) for one in chains if one.heading and not one.heading.is_kl]
    lines = [(name, excerpt) for name, excerpt in named if name and excerpt and excerpt.dialect != "latex"]
    if not any(draws_noise(excerpt.term) for _, excerpt in lines):
        return ""
    return "".join(f"{name} = {excerpt.text.strip()}\n" for name, excerpt in lines)
