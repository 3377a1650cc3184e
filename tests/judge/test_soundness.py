"""What is never to happen: a line that is not the KL, called exact. And rewriting a line changes nothing.

The oracle is mpmath at 50 digits over the textbook's formula; it shares no code with what it judges.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import permutations, product
from typing import Any

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kl_check.judge.judge import judge
from kl_check.model.errors import InputError
from kl_check.model.verdict import Verdict
from kl_check.pipeline import compare
from kl_check.read.text import read_text

STANDARD = {
    "std": ["0.5*(g**2 + u**2 - 1) - log(g)", "-0.5*(1 + 2*log(g) - u**2 - g**2)", "(g*g + u*u)/2 - log(g) - 1/2"],
    "var": ["0.5*(g + u**2 - 1 - log(g))", "-log(g)/2 + (g + u**2)/2 - 1/2"],
    "log_std": ["0.5*(exp(2*g) + u**2 - 1) - g", "-0.5*(1 + 2*g - u**2 - exp(g)**2)"],
    "log_var": ["-0.5*(1 + g - u**2 - exp(g))", "(exp(g) + u**2)/2 - g/2 - 1/2"],
    "precision": ["0.5*(1/g + u**2 - 1 + log(g))", "-0.5*(1 - log(g) - u**2 - g**-1)"],
    "log_precision": ["0.5*(exp(-g) + u**2 - 1 + g)", "-0.5*(1 - g - u**2 - 1/exp(g))"],
}
GENERAL = {
    ("std", "std"): "log(g2/g1) + (g1**2 + (u1 - u2)**2)/(2*g2**2) - 1/2",
    ("var", "var"): "0.5*(log(g2) - log(g1) + (g1 + (u1 - u2)**2)/g2 - 1)",
    ("log_std", "log_std"): "g2 - g1 + (exp(2*g1) + (u1 - u2)**2)/(2*exp(2*g2)) - 1/2",
    ("log_var", "log_var"): "0.5*(g2 - g1 + exp(g1 - g2) + (u1 - u2)**2*exp(-g2) - 1)",
    ("precision", "precision"): "0.5*(log(g1/g2) + g2/g1 + g2*(u1 - u2)**2 - 1)",
    ("log_var", "std"): "log(g2) - g1/2 + (exp(g1) + (u1 - u2)**2)/(2*g2**2) - 1/2",
    ("var", "log_std"): "g2 - log(g1)/2 + (g1 + (u1 - u2)**2)*exp(-2*g2)/2 - 1/2",
}
Form = tuple[str, dict[str, str]]
STANDARD_FORMS: list[Form] = [(text, {"u": "mean", "g": role}) for role, texts in STANDARD.items() for text in texts]
GENERAL_FORMS: list[Form] = [
    (text, {"u1": "mean", "g1": first, "u2": "mean", "g2": second}) for (first, second), text in GENERAL.items()
]
FORMS = STANDARD_FORMS + GENERAL_FORMS


def verdict_of(text: str) -> Verdict:
    return judge(read_text(text))


# The oracle

STD_OF: Mapping[str, Callable[[Any], Any]] = {
    "std": lambda x: x,
    "var": mpmath.sqrt,
    "log_std": mpmath.exp,
    "log_var": lambda x: mpmath.exp(x / 2),
    "precision": lambda x: 1 / mpmath.sqrt(x),
    "log_precision": lambda x: mpmath.exp(-x / 2),
}
FUNCTIONS = {name: getattr(mpmath, name) for name in ("exp", "log", "sqrt")}


class Exactly(ast.NodeTransformer):
    """Numbers as quotients of whole numbers, so that nothing is rounded to a double."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        value = Fraction(ast.unparse(node))
        call = f"mpf({value.numerator})/{value.denominator}"
        return ast.parse(call, mode="eval").body


def by_mpmath(text: str, at: Mapping[str, Any]) -> Any:
    tree = ast.fix_missing_locations(Exactly().visit(ast.parse(text, mode="eval")))
    value = eval(compile(tree, "<form>", "eval"), {**FUNCTIONS, "mpf": mpmath.mpf, **at})  # noqa: S307 - our own text
    if not mpmath.isfinite(value) or isinstance(value, mpmath.mpc):
        raise ValueError("not a real number here")
    return value


def readings(names: list[str]) -> Iterator[dict[str, str]]:
    for order in permutations(names):
        for roles in product(STD_OF, repeat=len(names) // 2):
            yield {name: "mean" if place % 2 == 0 else roles[place // 2] for place, name in enumerate(order)}


def kl(reading: Mapping[str, str], at: Mapping[str, Any]) -> Any:
    means = [at[name] for name, role in reading.items() if role == "mean"]
    stds = [STD_OF[role](at[name]) for name, role in reading.items() if role != "mean"]
    m1, m2 = (*means, mpmath.mpf(0))[:2]
    s1, s2 = (*stds, mpmath.mpf(1))[:2]
    return mpmath.log(s2 / s1) + (s1**2 + (m1 - m2) ** 2) / (2 * s2**2) - mpmath.mpf(1) / 2


def is_kl(text: str, reading: Mapping[str, str]) -> bool:
    """Whether a text has the value of the KL at five points, to 40 of 50 digits."""
    generator = random.Random(7)  # noqa: S311
    with mpmath.workdps(50):
        for _ in range(5):
            at = {name: mpmath.mpf(generator.randint(30, 250)) / 97 for name in reading}
            try:
                value = by_mpmath(text, at)
            except (ValueError, ZeroDivisionError):
                return False
            expected = kl(reading, at)
            if abs(value - expected) > mpmath.mpf(10) ** -40 * (1 + abs(expected)):
                return False
    return True


def is_kl_from_a_fixed_normal(text: str, reading: Mapping[str, str]) -> bool:
    """Whether a text is the KL to N(a, b²) for some numbers a and b: its four coefficients are fitted and compared."""
    if len(reading) != 2:
        return False
    mean, scale = sorted(reading, key=lambda name: reading[name] != "mean")
    generator = random.Random(8)  # noqa: S311
    with mpmath.workdps(50):
        rows, values = [], []
        for _ in range(7):
            at = {name: mpmath.mpf(generator.randint(30, 250)) / 97 for name in reading}
            m, std = at[mean], STD_OF[reading[scale]](at[scale])
            rows.append([std**2 + m**2, m, mpmath.mpf(1)])
            values.append(by_mpmath(text, at) + mpmath.log(std))
        square, linear, constant = mpmath.lu_solve(mpmath.matrix(rows[:3]), mpmath.matrix(values[:3]))
        a, b = -linear / (2 * square), 1 / mpmath.sqrt(2 * square)
        expected = [row[0] * square + row[1] * linear + row[2] * constant for row in rows]
        due = mpmath.log(b) + a**2 / (2 * b**2) - mpmath.mpf(1) / 2
        gaps = [abs(value - other) for value, other in zip(values, expected, strict=True)]
        return max(*gaps, abs(constant - due)) < mpmath.mpf(10) ** -30


def test_the_oracle_knows_the_kl_when_it_sees_it() -> None:
    for text, reading in FORMS:
        assert is_kl(text, reading)
        assert not is_kl(f"{text} + 1e-30", reading)
        assert not is_kl(f"({text})*1.000000000000001", reading)
        assert not is_kl_from_a_fixed_normal(f"{text} + 1e-20", reading)
    assert is_kl_from_a_fixed_normal("log(2) - log(g) + (g**2 + (u - 3)**2)/8 - 1/2", {"u": "mean", "g": "std"})


# Rewriting

Rewrite = Callable[[Any], Iterator[str]]


def rewrites(node: ast.expr, is_positive: bool, reals: frozenset[str]) -> Iterator[str]:
    """Texts that mean the same as the node, wherever the node is defined.

    What stands under exp is not taken for a mean, nor for what is positive: only logarithms of scales are put there.
    """
    here = ast.unparse(node)
    yield from (f"({here})", f"({here} + 0)", f"1*({here})", f"-(-({here}))", f"({here})/1")
    if {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} <= reals:
        yield f"log(exp({here}))"
    if is_positive:
        yield from (f"exp(log({here}))", f"sqrt(({here})**2)", f"sqrt({here})**2", f"1/(1/({here}))")
    match node:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            a, b = ast.unparse(left), ast.unparse(right)
            yield from (f"(({b}) + ({a}))", f"(({a}) - (-({b})))", f"-(-({a}) - ({b}))")
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            a, b = ast.unparse(left), ast.unparse(right)
            yield from (f"-(({b}) - ({a}))", f"(({a}) + (-1)*({b}))", f"(-({b}) + ({a}))")
        case ast.BinOp(left=left, op=ast.Mult(), right=ast.BinOp(left=one, op=ast.Add(), right=other)):
            a, b, c = map(ast.unparse, (left, one, other))
            yield f"(({a})*({b}) + ({a})*({c}))"
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            a, b = ast.unparse(left), ast.unparse(right)
            yield from (f"(({b})*({a}))", f"(3*({a})*({b})/3)")
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            a, b = ast.unparse(left), ast.unparse(right)
            yield from (f"(({a})*({b})**-1)", f"(1/({b})*({a}))", f"(2*({a})/(2*({b})))")
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=2)):
            a = ast.unparse(left)
            yield from (f"(({a})*({a}))", f"(-({a}))**2", f"(({a})**3*({a})**2 - ({a})**5 + ({a})**2)")
        case ast.Call(func=ast.Name(id="log"), args=[inner]):
            a = ast.unparse(inner)
            yield from (f"(log(({a})**2)/2)", f"(2*log(sqrt({a})))", f"(-log(1/({a})))", f"(log(2*({a})) - log(2))")
        case ast.Call(func=ast.Name(id="exp"), args=[inner]):
            a = ast.unparse(inner)
            yield from (f"(exp(({a})/2)**2)", f"(1/exp(-({a})))", f"(exp({a} + 1)/exp(1))", f"sqrt(exp(2*({a})))")
        case ast.Constant(value=value):
            yield from (f"({value} + 3 - 3)", f"({value}*7/7)")


def expressions(tree: ast.AST) -> list[ast.expr]:
    """Every part that may be replaced: not a function's name, and not an exponent."""
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            is_exponent = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and child is node.right
            is_function = isinstance(node, ast.Call) and child is node.func
            if isinstance(child, ast.expr) and not is_exponent and not is_function:
                found.append(child)
    return found


class Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.expr) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self.new if node is self.old else self.generic_visit(node)


def replaced(tree: ast.Expression, old: ast.expr, new: str) -> str:
    return ast.unparse(Replace(old, ast.parse(new, mode="eval").body).visit(tree))


POSITIVE_ROLES = {"std", "var", "precision"}


def rewritten(text: str, reading: Mapping[str, str], generator: random.Random) -> str:
    tree = ast.parse(text, mode="eval")
    node = generator.choice(expressions(tree))
    is_positive = isinstance(node, ast.Name) and reading[node.id] in POSITIVE_ROLES
    reals = frozenset(name for name, role in reading.items() if role.startswith("log_"))
    return replaced(tree, node, generator.choice(list(rewrites(node, is_positive, reals))))


FORM, STANDARD_FORM, GENERAL_FORM = map(st.sampled_from, (FORMS, STANDARD_FORMS, GENERAL_FORMS))
SEED = st.integers(0, 2**32)


@given(FORM, SEED, st.integers(1, 6))
@settings(max_examples=250)
def test_a_form_that_is_rewritten_stays_exact_with_the_same_reading(form: Form, seed: int, times: int) -> None:
    text, reading = form
    generator = random.Random(seed)  # noqa: S311
    for _ in range(times):
        text = rewritten(text, reading, generator)
    assert is_kl(text, reading)
    verdict = verdict_of(text)
    assert (verdict.verdict, verdict.reading) == ("exact", reading), text


# Dialects

SPELLINGS: list[tuple[str, dict[str, str]]] = [
    ("torch.{}", {}),
    ("np.{}", {}),
    ("jnp.{}", {}),
    ("K.{}", {}),
    ("keras.ops.{}", {}),
    ("tf.{}", {"log": "tf.math.log"}),
    ("math.{}", {}),
    ("{}", {"log": "ln"}),
]


class Spelled(ast.NodeTransformer):
    def __init__(self, pattern: str, others: Mapping[str, str], *, methods: bool) -> None:
        self.pattern, self.others, self.methods = pattern, others, methods

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        assert isinstance(node.func, ast.Name)
        if self.methods:
            return ast.Call(ast.Attribute(node.args[0], node.func.id, ast.Load()), [], [])
        spelling = self.others.get(node.func.id, self.pattern.format(node.func.id))
        return ast.Call(ast.parse(spelling, mode="eval").body, node.args, [])

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        if self.methods and isinstance(node.op, ast.Pow):
            return ast.Call(ast.Attribute(node.left, "pow", ast.Load()), [node.right], [])
        return node


@pytest.mark.parametrize("form", FORMS, ids=[f"{'-'.join(reading.values())}-{text}" for text, reading in FORMS])
def test_every_dialect_says_the_same(form: Form) -> None:
    text, reading = form
    spelled = [ast.unparse(Spelled(*one, methods=False).visit(ast.parse(text, mode="eval"))) for one in SPELLINGS]
    spelled.append(ast.unparse(Spelled("", {}, methods=True).visit(ast.parse(text, mode="eval"))))
    for one in spelled:
        verdict = verdict_of(one)
        assert (verdict.verdict, verdict.reading) == ("exact", reading), one


# Editing


def edits(node: ast.expr) -> Iterator[str]:
    """Texts that mean something else than the node, or may."""
    here = ast.unparse(node)
    yield from (f"(2*({here}))", f"(-({here}))", f"(({here})/2)", f"(({here})**2)", f"exp({here})", f"log({here})", "0")
    yield from (f"sqrt({here})", f"(1.0001*({here}))", f"(({here}) + 1)", f"(({here}) + 1e-9)", "1", f"(({here})**3)")
    match node:
        case ast.BinOp(left=left, right=right):
            a, b = ast.unparse(left), ast.unparse(right)
            yield from (f"({a})", f"({b})", *(f"(({a}) {sign} ({b}))" for sign in ("+", "-", "*", "/")))
        case ast.Call(args=[inner]):
            yield f"({ast.unparse(inner)})"
        case ast.Name(id=name):
            yield from ("u", "g") if len(name) == 1 else ("u1", "u2", "g1", "g2")
        case ast.Constant(value=value):
            yield from (str(value + 1), str(value * 4))


@given(STANDARD_FORM, SEED)
@settings(max_examples=200)
def test_an_edited_form_is_exact_only_where_50_digits_say_so(form: Form, seed: int) -> None:
    judge_edited(form, seed)


@given(GENERAL_FORM, SEED)
@settings(max_examples=30)
def test_an_edited_form_of_two_gaussians_is_exact_only_where_50_digits_say_so(form: Form, seed: int) -> None:
    judge_edited(form, seed)


def judge_edited(form: Form, seed: int) -> None:
    text, reading = form
    generator = random.Random(seed)  # noqa: S311
    tree = ast.parse(text, mode="eval")
    node = generator.choice(expressions(tree))
    edited = replaced(tree, node, generator.choice(list(edits(node))))
    names = sorted({part.id for part in ast.walk(ast.parse(edited)) if isinstance(part, ast.Name)} & reading.keys())
    try:
        verdict = verdict_of(edited)
    except InputError:
        return
    if verdict.verdict == "exact" and len(names) == len(reading):
        assert verdict.reading
        assert is_kl(edited, verdict.reading) or is_kl_from_a_fixed_normal(edited, verdict.reading), edited
    if verdict.verdict != "exact" and len(names) == len(reading):
        # What is the KL under the form's own reading is found to be it.
        assert not is_kl(edited, reading), edited


# Scale, offset, names

FACTORS = st.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9).filter(bool) | st.just(Fraction(-1))


def offset_of(text: str) -> Fraction:
    return Fraction(text)


@given(FORM, FACTORS, FACTORS)
@settings(max_examples=150)
def test_a_factor_goes_to_the_scale_and_a_summand_to_the_offset(
    form: Form, factor: Fraction, summand: Fraction
) -> None:
    text, reading = form
    verdict = verdict_of(f"({factor})*({text}) + ({summand})")
    assert verdict.reading == reading
    assert Fraction(str(verdict.scale)) == factor
    assert offset_of(str(verdict.offset)) == summand
    assert verdict.verdict == ("shifted" if factor == 1 else "scaled")


class Renamed(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self.names.get(node.id, node.id))


def facts(verdict: Verdict, names: Mapping[str, str]) -> tuple[Any, ...]:
    reading = {names.get(name, name): role for name, role in (verdict.reading or {}).items()}
    return verdict.verdict, reading, verdict.scale, verdict.offset, verdict.mistakes


@given(STANDARD_FORM, SEED, st.booleans())
@settings(max_examples=70)
def test_names_without_a_meaning_change_nothing_but_names(form: Form, seed: int, edited: bool) -> None:
    text, _ = form
    if edited:
        generator = random.Random(seed)  # noqa: S311
        tree = ast.parse(text, mode="eval")
        node = generator.choice(expressions(tree))
        text = replaced(tree, node, generator.choice(list(edits(node))))
    plain = {"u": "aa", "g": "bb", "u1": "aa1", "g1": "bb1", "u2": "aa2", "g2": "bb2"}
    renamed = ast.unparse(Renamed(plain).visit(ast.parse(text, mode="eval")))
    try:
        before = verdict_of(text)
    except InputError:
        return
    assert facts(before, plain) == facts(verdict_of(renamed), {})


@given(STANDARD_FORM, SEED)
@settings(max_examples=20)
def test_compare_and_check_say_the_same(form: Form, seed: int) -> None:
    text, reading = form
    generator = random.Random(seed)  # noqa: S311
    tree = ast.parse(text, mode="eval")
    node = generator.choice(expressions(tree))
    other = replaced(tree, node, generator.choice(list(edits(node))))
    try:
        relation, verdict = compare(other, text), verdict_of(other)
    except InputError:
        return
    assume(verdict.reading == reading and (verdict.verdict != "exact" or is_kl(other, reading)))
    expected = {"exact": "same", "shifted": "shifted"}.get(verdict.verdict)
    if expected:
        assert relation.relation == expected
    if relation.relation == "same":
        assert verdict.verdict == "exact"
