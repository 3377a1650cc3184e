"""A term as a reader sees it: one line of plain text, or LaTeX. As written: nothing is rearranged.

Brackets stand where the value or the way it is written needs them, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from kl_check.model.term import (
    ARITHMETIC,
    Apply,
    Axis,
    Constant,
    Derivative,
    Expectation,
    Integral,
    Number,
    Product,
    Reduce,
    Size,
    Symbol,
    Term,
    is_joint,
)

SUM, PRODUCT, FACTOR, ATOM = range(1, 5)
"""How tightly a piece holds together."""


def text(term: Term) -> str:
    """One line of Python's arithmetic: `1/2*(sigma_1**2 + mu_1**2 - 1) - log(sigma_1)`."""
    return Text().piece(term).text


def latex(term: Term) -> str:
    r"""LaTeX for MathJax and MathML: `\frac{1}{2} \left(\sigma_1^{2} + \mu_1^{2} - 1\right) - \log \sigma_1`."""
    return Latex().piece(term).text


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, how tightly it holds together, and whether what follows it would seem to belong to it (log x …)."""

    text: str
    level: int
    is_open: bool = False


SIZE_NAMES: Mapping[Axis, str] = {"latent": "J", "batch": "B"}
INDEX_NAMES: Mapping[Axis, str] = {"latent": "i", "batch": "b"}


class Text:
    """Writes plain text."""

    def piece(self, term: Term) -> Piece:
        match term:
            case Number(value=value):
                return Piece(str(value), ATOM if value.denominator == 1 and value >= 0 else PRODUCT)
            case Symbol(name=name) | Constant(name=name):
                return Piece(name, ATOM)
            case Size(axis=axis):
                return Piece(SIZE_NAMES.get(axis, f"shape[{axis}]"), ATOM)
            case Apply(head=head, arguments=arguments) if head in ARITHMETIC:
                return self._operator(head, *map(self.piece, arguments))
            case Apply(head=head, arguments=arguments):
                return self._applied(head, arguments)
            case Reduce(kind=kind, body=body, axes=axes):
                return Piece(self._reduction(kind, self.piece(body).text, axes), ATOM)
            case Product(body=body):
                return Piece(f"prod_i({self.piece(body).text})", ATOM)
            case Integral(body=body, variable=variable):
                return Piece(f"integral({self.piece(body).text}, {variable.name})", ATOM)
            case Derivative(body=body, variable=variable):
                return Piece(f"d/d{variable.name}({self.piece(body).text})", ATOM)
            case Expectation(body=body, variable=variable, mean=mean, std=std):
                square = self.piece(_square(std)).text
                spread = f"diag({square})" if is_joint(term) else square
                drawn = f"{variable.name} ~ N({self.piece(mean).text}, {spread})"
                return Piece(f"E[{drawn}]({self.piece(body).text})", ATOM)
        raise TypeError(f"no way to write a {type(term).__name__}")

    def _applied(self, head: str, arguments: tuple[Term, ...]) -> Piece:
        match head, arguments:
            case "normal_density", _:
                return Piece(self._density(*arguments), ATOM)
            case "normal_log_density", _:
                return Piece(f"log({self._density(*arguments)})", ATOM)
            case "multivariate_normal_density", _:
                at, mean, covariance = (self.piece(one).text for one in arguments)
                return Piece(f"N({at}; {mean}, {covariance})", ATOM)
            case "matmul", (left, right):
                before, after = self.piece(left), self.piece(right)
                return Piece(f"{_from(PRODUCT, before, '({})')} @ {_from(FACTOR, after, '({})', leads=False)}", PRODUCT)
        return Piece(f"{head}({', '.join(self.piece(argument).text for argument in arguments)})", ATOM)

    def _density(self, at: Term, mean: Term, std: Term) -> str:
        return f"N({self.piece(at).text}; {self.piece(mean).text}, {self.piece(_square(std)).text})"

    @staticmethod
    def _reduction(kind: str, body: str, axes: tuple[Axis, ...] | None) -> str:
        if axes is None:
            return f"{kind}({body})"
        if all(axis in INDEX_NAMES for axis in axes):
            return f"{kind}_{''.join(INDEX_NAMES[axis] for axis in axes)}({body})"
        return f"{kind}({body}, axis={axes[0] if len(axes) == 1 else axes})"

    @staticmethod
    def _operator(head: str, first: Piece, second: Piece | None = None) -> Piece:
        if second is None:
            return Piece(f"-{_from(PRODUCT, first, '({})', leads=False)}", PRODUCT)
        sign, left, right, level = OPERATORS[head]
        return Piece(_from(left, first, "({})") + sign + _from(right, second, "({})", leads=False), level)


OPERATORS: Mapping[str, tuple[str, int, int, int]] = {
    "add": (" + ", SUM, PRODUCT, SUM),
    "subtract": (" - ", SUM, PRODUCT, SUM),
    "multiply": ("*", PRODUCT, FACTOR, PRODUCT),
    "divide": ("/", PRODUCT, FACTOR, PRODUCT),
    "power": ("**", ATOM, ATOM, FACTOR),
}
"""Sign, the levels that the left and right operand need at least, and the level of the whole."""


def _from(level: int, piece: Piece, brackets: str, *, leads: bool = True) -> str:
    """The piece, in brackets if it is looser than `level`, or would follow a sign with a minus of its own."""
    needed = piece.level < level or (not leads and piece.text.startswith("-"))
    return brackets.format(piece.text) if needed else piece.text


def _square(std: Term) -> Term:
    """A variance, for a density that holds the standard deviation: v for √v; of vectors, Σ for its Cholesky factor."""
    if isinstance(std, Apply) and std.head in ("cholesky", "sqrt"):
        return std.arguments[0]
    return Number(std.value**2) if isinstance(std, Number) else std**2


class Latex:
    """Writes LaTeX; `indices` are those of the sums that stand around."""

    BRACKETS: ClassVar[str] = r"\left({}\right)"

    def __init__(self, indices: tuple[str, ...] = ()) -> None:
        self.indices = indices

    def piece(self, term: Term) -> Piece:
        match term:
            case Number(value=value):
                return _number(value)
            case Symbol(name=name):
                return Piece(_name(name, self.indices), ATOM)
            case Constant(name=name):
                return Piece({"pi": r"\pi", "e": "e"}[name], ATOM)
            case Size(axis=axis):
                return Piece(SIZE_NAMES.get(axis, rf"n_{{{axis}}}"), ATOM)
            case Apply(head=head, arguments=arguments):
                return self._apply(head, arguments)
            case Reduce(kind=kind, body=body, axes=axes, size=size):
                return self._reduction(kind, body, axes, size)
            case Product(body=body, size=size):
                return self._signed(rf"\prod_{{i=1}}^{{{size}}}", body, "latent")
            case Integral(body=body, variable=variable):
                inside = self._at_least(PRODUCT, body, leads=False)
                return Piece(rf"\int_{{-\infty}}^{{\infty}} {inside} \,d{self._plain(variable)}", FACTOR)
            case Derivative():
                return self._derivative(term)
            case Expectation(body=body):
                return Piece(rf"{self._drawn(term)}\left[{self._plain(body)}\right]", FACTOR)
        raise TypeError(f"no way to write a {type(term).__name__}")

    def _apply(self, head: str, arguments: tuple[Term, ...]) -> Piece:
        match head, arguments:
            case (("add" | "subtract"), (left, right)):
                sign = "+" if head == "add" else "-"
                return Piece(f"{self._plain(left)} {sign} {self._at_least(PRODUCT, right, leads=False)}", SUM)
            case "negate", (one,):
                return Piece(f"-{self._at_least(PRODUCT, one, leads=False)}", PRODUCT, self.piece(one).is_open)
            case "multiply", (left, right):
                return self._multiply(left, right)
            case "divide", (above, below):
                return Piece(rf"\frac{{{self._plain(above)}}}{{{self._plain(below)}}}", FACTOR)
            case "power", (base, exponent):
                return Piece(f"{self._at_least(ATOM, base)}^{{{self._plain(exponent)}}}", FACTOR)
            case "square", (base,):
                return Piece(f"{self._at_least(ATOM, base)}^{{2}}", FACTOR)
            case (("normal_density" | "normal_log_density"), (at, mean, std)):
                density = rf"\mathcal{{N}}({self._plain(at)};\, {self._plain(mean)},\, {self._plain(_square(std))})"
                is_log = head == "normal_log_density"
                return Piece(rf"\log {density}" if is_log else density, FACTOR, is_open=is_log)
        if head in WRITTEN:
            atoms = ("sqrt", "abs", "identity_matrix", "zeros")
            return Piece(WRITTEN[head](*map(self._plain, arguments)), ATOM if head in atoms else FACTOR)
        return self._of_arrays(head, arguments)

    def _of_arrays(self, head: str, arguments: tuple[Term, ...]) -> Piece:
        match head, arguments:
            case "matmul", (left, right):
                return self._multiply(left, right)
            case (("transpose" | "inverse"), (one,)):
                return Piece(f"{self._at_least(ATOM, one)}^{{{MATRIX_POWERS[head]}}}", FACTOR)
            case "outer", (left, right):
                row = f"{self._at_least(ATOM, right)}^{{{MATRIX_POWERS['transpose']}}}"
                return Piece(f"{self._at_least(FACTOR, left)} {row}", PRODUCT)
            case "log_determinant", (one,):
                return Piece(rf"\log\det {self._at_least(FACTOR, one)}", FACTOR, is_open=True)
            case "cholesky", (one,):
                return Piece(rf"\operatorname{{chol}} {self._at_least(FACTOR, one)}", FACTOR, is_open=True)
            case "multivariate_normal_density", (at, mean, covariance):
                inside = rf"{self._plain(at)};\, {self._plain(mean)},\, {self._plain(covariance)}"
                return Piece(rf"\mathcal{{N}}({inside})", FACTOR)
        return self._function(head, arguments)

    def _multiply(self, left: Term, right: Term) -> Piece:
        first, second = self.piece(left), self.piece(right)
        before = self.BRACKETS.format(first.text) if first.is_open else self._at_least(PRODUCT, left)
        after = self._at_least(FACTOR, right, leads=False)
        mixed = before[-1].isdecimal() and after.startswith(r"\frac")  # 2 \frac{1}{2} would be two and a half
        sign = r" \cdot " if after[0].isdecimal() or mixed else " "
        return Piece(before + sign + after, PRODUCT, second.is_open and after == second.text)

    def _function(self, head: str, arguments: tuple[Term, ...]) -> Piece:
        """An argument that holds together needs no brackets after log."""
        name = rf"\{head}" if head in NAMED_FUNCTIONS else rf"\operatorname{{{_escaped(head)}}}"
        inside = ", ".join(map(self._plain, arguments))
        only = self.piece(arguments[0])
        if head == "log" and only.level >= FACTOR and not only.is_open and not inside.startswith((r"\log", r"\exp")):
            return Piece(f"{name} {inside}", FACTOR, is_open=True)
        return Piece(name + self.BRACKETS.format(inside), FACTOR)

    def _reduction(self, kind: str, body: Term, axes: tuple[Axis, ...] | None, size: str | None) -> Piece:
        if axes is None or not all(axis in INDEX_NAMES for axis in axes):
            return Piece(rf"\operatorname{{{kind}}}{self.BRACKETS.format(self._plain(body))}", FACTOR)
        if len(axes) > 1:
            return self._reduction(kind, Reduce(kind, body, axes[1:]), axes[:1], size)  # type: ignore[arg-type]
        axis = axes[0]
        bound = SIZE_NAMES[axis] if size is None else _name(size, ())
        piece = self._signed(rf"\sum_{{{INDEX_NAMES[axis]}=1}}^{{{bound}}}", body, axis)
        return Piece(rf"\frac{{1}}{{{bound}}} {piece.text}", PRODUCT, is_open=True) if kind == "mean" else piece

    def _signed(self, sign: str, body: Term, axis: Axis) -> Piece:
        """Σ or ∏, with the index on all that stands under it."""
        inside = Latex((INDEX_NAMES[axis], *self.indices))
        return Piece(f"{sign} {inside._at_least(PRODUCT, body, leads=False)}", FACTOR, is_open=True)

    def _derivative(self, term: Derivative) -> Piece:
        r"""\frac{\partial^2}{\partial x \partial y} f, and brackets around a sum."""
        variables, body = [term.variable], term.body
        while isinstance(body, Derivative):
            variables, body = [*variables, body.variable], body.body
        below = " ".join(
            rf"\partial {self._plain(one)}" + (f"^{{{count}}}" if (count := variables.count(one)) > 1 else "")
            for one in dict.fromkeys(variables)
        )
        above = rf"\partial^{{{len(variables)}}}" if len(variables) > 1 else r"\partial"
        inside = self._at_least(FACTOR, body, leads=False)
        return Piece(rf"\frac{{{above}}}{{{below}}} {inside}", PRODUCT, is_open=True)

    def _drawn(self, term: Expectation) -> str:
        square = self._plain(_square(term.std))
        spread = rf"\operatorname{{diag}}({square})" if is_joint(term) else square
        return (
            rf"\mathbb{{E}}_{{{self._plain(term.variable)} \sim \mathcal{{N}}({self._plain(term.mean)},\, {spread})}}"
        )

    def _plain(self, term: Term) -> str:
        return self.piece(term).text

    def _at_least(self, level: int, term: Term, *, leads: bool = True) -> str:
        return _from(level, self.piece(term), self.BRACKETS, leads=leads)


MATRIX_POWERS: Mapping[str, str] = {"transpose": r"\top", "inverse": "-1"}

NAMED_FUNCTIONS = frozenset({"log", "exp", "tanh"})

WRITTEN: Mapping[str, Callable[..., str]] = {
    "sqrt": lambda x: rf"\sqrt{{{x}}}",
    "rsqrt": lambda x: rf"\frac{{1}}{{\sqrt{{{x}}}}}",
    "reciprocal": lambda x: rf"\frac{{1}}{{{x}}}",
    "abs": lambda x: rf"\left|{x}\right|",
    "trace": lambda x: rf"\operatorname{{tr}}\left({x}\right)",
    "diag": lambda x: rf"\operatorname{{diag}}\left({x}\right)",
    "identity_matrix": lambda _: "I",
    "zeros": lambda _: "0",
}
"""Functions that mathematics writes with a sign of its own."""


def _number(value: Fraction) -> Piece:
    if value.denominator == 1:
        return Piece(str(value), ATOM if value >= 0 else PRODUCT)
    sign = "-" if value < 0 else ""
    return Piece(rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}", PRODUCT if sign else FACTOR)


GREEK = re.compile(
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega"
    "|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega"
)
NAME = re.compile(r"(?P<base>[A-Za-z]+?)(?:_(?P<subscript>\w+)|(?P<digits>\d+))?")


def _name(name: str, indices: tuple[str, ...]) -> str:
    r"""`mu_1` is \mu_1 and `log_var` is \mathrm{log\_var}; the indices of the sums around join the subscript."""
    match = NAME.fullmatch(name)
    base = match["base"] if match else ""
    is_greek = GREEK.fullmatch(base) is not None
    if match is None or (not is_greek and len(base) > 1):
        base, subscript = rf"\mathrm{{{_escaped(name)}}}", ""
    else:
        base, subscript = rf"\{base}" if is_greek else base, match["subscript"] or match["digits"] or ""
    if len(subscript) > 1 and not subscript.isdecimal() and not set(subscript) <= set("ijk"):
        subscript = rf"\mathrm{{{_escaped(subscript)}}}"
    joined = ",".join(filter(None, (subscript, *indices)))
    return f"{base}_{{{joined}}}" if len(joined) > 1 else f"{base}_{joined}" if joined else base


def _escaped(name: str) -> str:
    return re.sub(r"([_#$%&{}])", r"\\\1", name.replace("\\", r"\backslash ").replace("^", r"\hat{}").replace("~", " "))


__all__ = ["latex", "text"]
