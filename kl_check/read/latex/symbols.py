"""The commands that are read, and those that are refused with a reason: rows, no code."""

from __future__ import annotations

from collections.abc import Mapping

# fmt: off
_SMALL = (
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
)
_CAPITAL = ("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega")
_VARIANTS = ("varepsilon", "vartheta", "varkappa", "varpi", "varrho", "varsigma", "varphi", "ell")

UPRIGHT = frozenset((
    "mathrm", "text", "textrm", "mathit", "textit", "mathsf", "textsf", "mathtt", "texttt", "mbox", "mathnormal",
    "operatorname",
))
# fmt: on
BOLD = frozenset(("boldsymbol", "mathbf", "bm", "pmb", "textbf"))

GREEK = frozenset((*_SMALL, *_CAPITAL, *_VARIANTS))

UNICODE_GREEK: Mapping[str, str] = {
    **dict(zip("αβγδεζηθικλμνξπρστυφχψω", _SMALL, strict=True)),
    **dict(zip("ΓΔΘΛΞΠΣΥΦΨΩ", _CAPITAL, strict=True)),
    "µ": "mu",  # the micro sign
}

MATRICES = frozenset(_CAPITAL)
"""Capital Greek letters: between bars or to the power −1 they are covariance or precision matrices."""

CALLIGRAPHIC = frozenset(("mathcal", "mathscr", "mathbb"))
"""Letters of losses, divergences and densities: read on the left of = only."""

FONTS = UPRIGHT | BOLD

ACCENTS: Mapping[str, str] = {
    "hat": "hat",
    "widehat": "hat",
    "bar": "bar",
    "overline": "bar",
    "tilde": "tilde",
    "widetilde": "tilde",
    "vec": "vec",
    "check": "check",
}

FUNCTIONS: Mapping[str, str] = {
    "log": "log",
    "ln": "log",
    "exp": "exp",
    "det": "determinant",
    "logdet": "log_determinant",
    "diag": "diag",
    **dict.fromkeys(("tr", "Tr", "trace", "Trace"), "trace"),
}
"""Logarithms are natural."""

LOGARITHMS: Mapping[str, str] = {"2": "log2", "10": "log10", "e": "log"}
"""The bases that are written as a subscript."""

FRACTIONS = frozenset(("frac", "tfrac", "dfrac", "cfrac", "nicefrac"))

OPERATORS: Mapping[str, str] = {
    "cdot": "*",
    "times": "*",
    "ast": "*",
    "odot": "*",
    "div": "/",
    "coloneqq": "=",
    "triangleq": "=",
    "−": "-",
    "·": "*",
    "×": "*",
}

MARKS = frozenset("+-*/=^_',.;:!<>")

PAIRS: Mapping[str, str] = {
    "(": ")",
    "[": "]",
    "{": "}",
    r"\{": r"\}",
    r"\lvert": r"\rvert",
    "$": "$",
    "$$": "$$",
    r"\(": r"\)",
    r"\[": r"\]",
}
BRACKETS = frozenset(("(", "[", r"\{"))
"""Those that print and group."""

ENVIRONMENTS = frozenset(
    name + star
    for name in ("align", "aligned", "equation", "gather", "gathered", "split", "multline", "displaymath", "math")
    for star in ("", "*")
)

SIZES: Mapping[str, str] = {
    "left": "open",
    "right": "close",
    "middle": "",
    **{
        size + side: kind
        for size in ("big", "Big", "bigg", "Bigg")
        for side, kind in {"": "", "l": "open", "r": "close", "m": ""}.items()
    },
}
"""Commands that size the bracket after them; on which side it stands tells an opening bar from a closing one."""

SPACING = frozenset([*",;:!> ", "displaystyle", "textstyle", "limits", "nolimits", "nonumber", "notag", "enspace"])
GAPS = frozenset(("quad", "qquad"))
r"""Like a line break they part two formulas, as in `x \qquad (3)`; beside an operator both are only space."""

WITH_ARGUMENT = frozenset(("label", "tag", "hspace", "vspace"))
"""Skipped together with the braces after them."""

TRANSPOSES = frozenset(
    ("T", "top", "intercal", "dagger", *(font + t for font in UPRIGHT for t in ("T", "{T}"))),
)
"""What a superscript says, braces and backslashes left out."""

INVERSE_TRANSPOSES = frozenset(f"-{text}" for text in TRANSPOSES)


CALLED = frozenset((*"EPQfgpq", "Sigma"))
"""Letters that name a function or an operator where a bracket follows: E[x²] and Σ(1 + x) are no products."""

COUNTS = frozenset("BDJKLMNPdkn")
"""Letters that this field uses for sizes: they do not vary under a sum that has no index."""

_LATER = "is not read yet: only closed forms of scalar or diagonal Gaussians are"
_RELATION = "is no equality: only a formula, or a name = formula, is read"

REFUSED: Mapping[str, str] = {
    "int": f"an integral {_LATER}",
    "iint": f"an integral {_LATER}",
    "mathbb": f"an expectation or a number set {_LATER}",
    "mathcal": f"a calligraphic letter (a density, a loss) right of = {_LATER}",
    "mathscr": f"a calligraphic letter (a density, a loss) right of = {_LATER}",
    "E": f"an expectation {_LATER}",
    "Var": f"a variance operator {_LATER}",
    "|": r"a norm or divergence bar \| is not read: write a squared norm as \sum_i \mu_i^2",
    "Vert": r"a norm is not read: write a squared norm as \sum_i \mu_i^2",
    "lVert": r"a norm is not read: write a squared norm as \sum_i \mu_i^2",
    "rVert": r"a norm is not read: write a squared norm as \sum_i \mu_i^2",
    "prod": "a product over an index is not read",
    "partial": "a derivative is not read",
    "nabla": "a gradient is not read",
    "pm": "± stands for two formulas: write one of them",
    "mp": "∓ stands for two formulas: write one of them",
    "lg": r"\lg has base 2 for some and 10 for others: write \log_2 or \log_{10}",
    "over": r"\over is not read: write \frac{…}{…}",
    "lim": "a limit is not read",
    "infty": "∞ is no value here",
    "dots": "an ellipsis is not read: write the sum out",
    "ldots": "an ellipsis is not read: write the sum out",
    "cdots": "an ellipsis is not read: write the sum out",
    **dict.fromkeys(("approx", "sim", "simeq", "propto", "equiv", "neq", "ne"), _RELATION),
    **dict.fromkeys(("leq", "le", "geq", "ge", "lt", "gt", "to", "rightarrow", "Rightarrow", "implies"), _RELATION),
}
"""Well-formed LaTeX that is not read, each with its reason. What is in no row at all is an unknown command."""
