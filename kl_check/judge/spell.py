"""The KL under a hypothesis, written out in the user's dialect, names and habits."""

from __future__ import annotations

from fractions import Fraction

from kl_check.algebra.show import ATOM, FACTOR, PRODUCT, Piece, Text, latex
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.term import Apply, Axis, Number, Reduce, Symbol, Term, exp, log, number
from kl_check.model.verdict import Reduction
from kl_check.read.dialects.dialect import Dialect
from kl_check.read.dialects.table import BY_NAME


def canonical(hypothesis: Hypothesis, reduction: Reduction, dialect: str, text: str) -> str:
    """One line that is the KL under the hypothesis. `text` shows how its author writes squares."""
    term = reduced(body_of(hypothesis), reduction)
    if dialect == "latex":
        return latex(term)
    return Code(BY_NAME[dialect], text).piece(term).text


def body_of(hypothesis: Hypothesis) -> Term:
    """½ (log σ₂² − log σ₁² + (σ₁² + (μ₁ − μ₂)²)/σ₂² − 1), with what a fixed standard Gaussian leaves out."""
    first, second = hypothesis.first, hypothesis.second
    distance = _square(_difference(_value(first.mean), _value(second.mean)))
    if distance is not None and first.scale == second.scale:
        return number(1, 2) * distance / variance(first) if first.role else number(1, 2) * distance
    if second.role is None and second.scale == 1:
        whole = _sum(number(1), log_variance(first))
        parts = whole - distance - variance(first) if distance is not None else whole - variance(first)
        return number(-1, 2) * parts
    spread = variance(first) + distance if distance is not None else variance(first)
    logs = _minus(log_variance(second), log_variance(first))
    return number(1, 2) * (logs + _over_variance(spread, second) - 1)


def _over_variance(term: Term, gaussian: Gaussian) -> Term:
    """The term divided by σ², which is multiplied by a precision."""
    scale = _value(gaussian.scale)
    match gaussian.role.word if gaussian.role else "std":
        case "precision":
            return term * scale
        case "log_precision":
            return term * exp(scale)
    return term / variance(gaussian)


def _minus(left: Term, right: Term) -> Term:
    """Left − right, without a minus before what is subtracted."""
    match left, right:
        case Apply(head="negate", arguments=(taken,)), Apply(head="negate", arguments=(kept,)):
            return kept - taken
        case _, Apply(head="negate", arguments=(kept,)):
            return left + kept
    return left - right


def reduced(body: Term, reduction: Reduction) -> Term:
    if reduction.latent != "none" and reduction.batch == "sum":
        return summed(body)
    if reduction.latent != "none":
        body = summed(body, (-1,))
    if reduction.batch == "mean":
        body = Reduce("mean", body)
    elif reduction.batch == "sum":
        body = Reduce("sum", body)
    return body


def summed(body: Term, axes: tuple[Axis, ...] | None = None) -> Term:
    """The sum, taken under the leading factor: -0.5 * sum(…)."""
    if isinstance(body, Apply) and body.head == "multiply":
        return body.arguments[0] * Reduce("sum", body.arguments[1], axes)
    return Reduce("sum", body, axes)


def _value(mean: str | Fraction) -> Term:
    return Symbol(mean) if isinstance(mean, str) else Number(mean)


def _difference(first: Term, second: Term) -> Term:
    if second == number(0):
        return first
    return -second if first == number(0) else first - second


def _square(term: Term) -> Term | None:
    return None if term == number(0) else term**2


def _sum(left: Term, right: Term) -> Term:
    """Left + right, with a minus in front of the right one written as a difference."""
    if isinstance(right, Apply) and right.head == "negate":
        return left - right.arguments[0]
    return left + right


def log_variance(gaussian: Gaussian) -> Term:
    """Log σ² in terms of the scale's symbol."""
    scale = _value(gaussian.scale)
    match gaussian.role.word if gaussian.role else "std":
        case "std":
            return 2 * log(scale)
        case "var":
            return log(scale)
        case "log_std":
            return 2 * scale
        case "precision":
            return -log(scale)
        case "log_precision":
            return -scale
    return scale


def variance(gaussian: Gaussian) -> Term:
    """σ² in terms of the scale's symbol."""
    scale = _value(gaussian.scale)
    match gaussian.role.word if gaussian.role else "std":
        case "std":
            return scale**2
        case "log_std":
            return exp(2 * scale)
        case "log_var":
            return exp(scale)
        case "precision":
            return 1 / scale
        case "log_precision":
            return exp(-scale)
    return scale


class Code(Text):
    """Writes a term in a dialect of Python."""

    def __init__(self, dialect: Dialect, habits: str) -> None:
        self.dialect = dialect
        self.squares = "pow" if ".pow(" in habits else "square" if "square(" in habits else "**"

    def piece(self, term: Term) -> Piece:
        match term:
            case Number(value=value):
                return _decimal(value)
            case Apply(head="power", arguments=(base, Number(value=two))) if two == 2:
                return self._squared(base)
            case Apply(head="multiply", arguments=(left, right)):
                written = super().piece(term).text
                first, second = self.piece(left).text, self.piece(right).text
                return Piece(written.replace(f"{first}*", f"{first} * ", 1) if second else written, PRODUCT)
            case Apply(head="exp" | "log" as head, arguments=(one,)):
                return Piece(f"{self._name(head)}({self.piece(one).text})", ATOM)
            case Reduce(kind=kind, body=body, axes=axes):
                axis = f", {self.dialect.axis}={axes[0]}" if axes else ""
                return Piece(f"{self._name(kind)}({self.piece(body).text}{axis})", ATOM)
        return super().piece(term)

    def _squared(self, base: Term) -> Piece:
        inside = self.piece(base)
        match self.squares:
            case "pow":
                held = inside.text if inside.level == ATOM else f"({inside.text})"
                return Piece(f"{held}.pow(2)", ATOM)
            case "square":
                return Piece(f"{self._name('square')}({inside.text})", ATOM)
        held = inside.text if inside.level == ATOM else f"({inside.text})"
        return Piece(f"{held}**2", FACTOR)

    def _name(self, head: str) -> str:
        return self.dialect.prefix + self.dialect.spellings.get(head, head)


def _decimal(value: Fraction) -> Piece:
    """A number as code writes it: 0.5 where it ends, 1/3 where it does not."""
    exact = Fraction(repr(float(value))) == value
    text = str(value) if value.denominator == 1 or not exact else repr(float(value))
    return Piece(text, ATOM if value >= 0 and (exact or value.denominator == 1) else PRODUCT)
