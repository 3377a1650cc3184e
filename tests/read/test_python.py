"""Python is read into terms, never executed; what would be misread is refused."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl_check.algebra.show import text as shown
from kl_check.model.errors import InputError, MalformedInput, Misuse, UnsupportedInput
from kl_check.model.term import Apply, Constant, Number, Reduce, Size, Symbol, Term, children, symbols, walk
from kl_check.read.python import MAX_NODES, NOISE, draws_noise, read_python

X, Y = Symbol("x"), Symbol("y")


def term(text: str) -> Term:
    return read_python(text).term


# Numbers, names, operators

NUMBERS = [
    ("0.5", Fraction(1, 2)),
    (".5", Fraction(1, 2)),
    ("1.", Fraction(1)),
    ("1e-8", Fraction(1, 10**8)),
    ("1E3", Fraction(1000)),
    ("1_000", Fraction(1000)),
    ("0.1", Fraction(1, 10)),
    ("0.30000000000000000000000000000001", Fraction("0.30000000000000000000000000000001")),
    ("+3", Fraction(3)),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers_are_exact(text: str, value: Fraction) -> None:
    assert term(text) == Number(value)


TERMS = [
    ("x", X),
    ("self.mu", Symbol("self.mu")),
    ("h['mu']", Symbol("h['mu']")),
    ("out[1]", Symbol("out[1]")),
    ("math.pi", Constant("pi")),
    ("pi", Constant("pi")),
    ("math.e", Constant("e")),
    ("e", Symbol("e")),
    ("x + y", X + Y),
    ("x - y", X - Y),
    ("-x", -X),
    ("+x", X),
    ("x * y / 2", X * Y / 2),
    ("x ** 2", X**2),
    ("x^2", X**2),
    ("-x**2", -(X**2)),
    ("2**-x", Number(Fraction(2)) ** -X),
    ("exp(x)", Apply("exp", (X,))),
    ("log(x)", Apply("log", (X,))),
    ("ln(x)", Apply("log", (X,))),
    ("log(x, 2)", Apply("log", (X,)) / Apply("log", (Number(Fraction(2)),))),
    ("x.exp()", Apply("exp", (X,))),
    ("x.pow(2)", X**2),
    ("torch.pow(x, 2)", X**2),
    ("torch.pow(x, exponent=2)", X**2),
    ("x.mul(y).add(2)", X * Y + 2),
    ("x.mul(2).exp_()", Apply("exp", (X * 2,))),
    ("tf.math.log(x)", Apply("log", (X,))),
    ("x.detach().float()", X),
    ("torch.tensor(0.5)", Number(Fraction(1, 2))),
    ("softplus(x)", Symbol("softplus(x)")),
    ("F.softplus(x) + 1", Symbol("F.softplus(x)") + 1),
    ("x.shape[0]", Size(0)),
    ("x*x.shape[-1]", Symbol("x") * Size(-1)),
    ("y*x.shape[-1]", Symbol("y") * Symbol("x.shape[-1]")),
    ("x.shape[-2]", Size(0)),
    ("x*x.size(1)", Symbol("x") * Size(1)),
    ("x.size()[0]", Size(0)),
    ("len(x)", Size(0)),
    ("tf.shape(x)[0]", Size(0)),
    ("h['x'].shape[0]", Size(0)),
    ("x.sum()", Reduce("sum", X)),
    ("torch.sum(x, 1)", Reduce("sum", X, (1,))),
    ("torch.sum(x, dim=(0, -1), keepdim=True)", Reduce("sum", X, (0, -1), True)),
    ("torch.mean(x, [1], True)", Reduce("mean", X, (1,), True)),
    ("K.mean(x, axis=-1, keepdims=False)", Reduce("mean", X, (-1,))),
    ("tf.reduce_sum(x, reduction_indices=1)", Reduce("sum", X, (1,))),
    ("np.sum(x, axis=None)", Reduce("sum", X)),
    ("x.view(-1).sum()", Reduce("sum", X)),
    ("x.flatten(1).sum(1)", Reduce("sum", X, (1,))),
    ("x.flatten(start_dim=1).sum(1)", Reduce("sum", X, (1,))),
    ("x.view(n, -1).sum(1)", Reduce("sum", X, (1,))),
    ("K.batch_flatten(x).sum(-1)", Reduce("sum", X, (-1,))),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_terms(text: str, expected: Term) -> None:
    assert term(text) == expected


# Statements

PROGRAMS = [
    pytest.param("y = x + 1\ny * 2", "(x + 1)*2", id="a-name-stands-for-its-value"),
    pytest.param("y = x\ny = y + 1\ny", "x + 1", id="a-name-is-assigned-to-again"),
    pytest.param("y = x\ny += 1\ny *= 2", "(x + 1)*2", id="augmented"),
    pytest.param("y: float = x", "x", id="annotated"),
    pytest.param("'''doc'''\nx", "x", id="a-docstring"),
    pytest.param("# note\nx  # note", "x", id="comments"),
    pytest.param("import torch\nfrom torch import exp\nexp(x)", "exp(x)", id="imports"),
    pytest.param("import torch.nn.functional as G\nG.softplus(x)", "G.softplus(x)", id="an-alias"),
    pytest.param("def f(x, y):\n    z = x * y\n    return z + 1", "x*y + 1", id="a-function"),
    pytest.param("y = 2*x\ndef f(y):\n    return y + 1", "y + 1", id="a-parameter-is-not-the-name-outside"),
    pytest.param(
        "def g(x):\n    y = 3*x\ndef f(x):\n    return x + y", "x + y", id="a-local-name-ends-with-its-function"
    ),
    pytest.param("self.kl = x\nself.kl + 1", "x + 1", id="an-attribute"),
    pytest.param("d['kl'] = x\nd['kl'] + 1", "x + 1", id="a-key"),
    pytest.param("x; 2", None, id="two-bare-expressions"),
    pytest.param("a = x\nb = 2*x", "2*x", id="the-last-name"),
    pytest.param("a = x\n2*x", "2*x", id="a-bare-expression-before-a-name"),
    pytest.param("x +\\\n1", "x + 1", id="a-continued-line"),
    pytest.param("(x +\n1)", "x + 1", id="a-bracket-over-two-lines"),
    pytest.param("x + 1\r\n", "x + 1", id="carriage-return"),
    pytest.param("y = 1 # \u2028 777\n25.5*x", "25.5*x", id="a-separator-that-starts-no-line-of-Python"),
    pytest.param("y = 1 # \f 777\n25.5*x", "25.5*x", id="a-form-feed-starts-no-line"),
    pytest.param("KL(q, p) = x", "x", id="a-heading"),
    pytest.param("-KL = x", "-x", id="a-negated-heading"),
    pytest.param("-KL = x\nz = m + s * eps", "-x", id="a-negated-heading-beside-a-sampler"),
]


@pytest.mark.parametrize(("text", "expected"), PROGRAMS)
def test_statements(text: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(Misuse, match="compare A B"):
            read_python(text)
        return
    assert shown(term(text)).replace(" * ", "*") == shown(term(expected)).replace(" * ", "*")


SAMPLED = [
    pytest.param("z = m + s * eps\nx", ("z",), id="named-noise"),
    pytest.param("z = m + s * torch.randn_like(s)\nx", ("z",), id="drawn-noise"),
    pytest.param("eps = torch.randn(3)\nz = m + s * eps\nx", ("eps", "z"), id="noise-by-name"),
    pytest.param("s = torch.exp(lv)\nz = m + s * eps\nx", ("z",), id="through-a-name"),
    pytest.param("x", (), id="none"),
    pytest.param("z = m + s * eps", (), id="a-sampler-alone-is-the-term"),
    pytest.param("z = m + s * u\nx", ("z",), id="a-line-beside-may-draw-noise-of-any-name"),
]


@pytest.mark.parametrize(("text", "names"), SAMPLED)
def test_samplers_are_told_from_the_term(text: str, names: tuple[str, ...]) -> None:
    excerpt = read_python(text)
    assert tuple(one.name for one in excerpt.surroundings.samplers) == names


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("torch.randn_like(s)", Symbol(NOISE)),
        ("K.random_normal(shape=n, mean=0., stddev=2)", Number(Fraction(0)) + Number(Fraction(2)) * Symbol(NOISE)),
        ("tf.random.normal(n, stddev=0.1)", Number(Fraction(1, 10)) * Symbol(NOISE)),
        ("np.random.standard_normal(n)", Symbol(NOISE)),
    ],
)
def test_noise_has_the_spread_that_it_is_drawn_with(call: str, expected: Term) -> None:
    assert term(call) == expected
    assert draws_noise(term(call))


# Refused, because it would be misread

MISREAD = [
    pytest.param("log = torch.log2\nlog(x)", "log is defined", id="a-function-assigned-to"),
    pytest.param("def log(x):\n    pass\nlog(x)", "log is defined", id="a-function-defined"),
    pytest.param("def f(x, exp):\n    return exp(x)", "exp is defined", id="a-parameter-called"),
    pytest.param("K = 3\nK.exp(x)", "K is defined", id="a-module-assigned-to"),
    pytest.param("from mine import log\nlog(x)", "unknown function log", id="a-function-from-elsewhere"),
    pytest.param("mine.log(x)", "log takes 1", id="a-function-of-an-unknown-module"),
    pytest.param("np.log(x, 2)", "log takes 1", id="numpy-has-no-base"),
    pytest.param("x.exp_() - x", "changes x itself", id="in-place-on-a-name"),
    pytest.param("self.x.exp_()", "changes self itself", id="in-place-on-an-attribute"),
    pytest.param("x[:] = 0\nx + 1", "a part of x was assigned", id="part-assigned"),
    pytest.param("x[0] = 0\nx.exp()", "a part of x was assigned", id="entry-assigned"),
    pytest.param("x.data = y\nx + 1", "a part of x was assigned", id="data-assigned"),
    pytest.param("x = y\nx[0] = 0\nx + 1", "a part of x was assigned", id="part-of-a-value-assigned"),
    pytest.param("x = y\nx *= 2\ny + 1", "x was changed in place, and y may be", id="changed-by-a-second-name"),
    pytest.param("x = y\ny *= 2\nx + 1", "y was changed in place, and x may be", id="changed-behind-a-second-name"),
    pytest.param("x = y.detach()\nx *= 2\ny + 1", "x was changed in place", id="changed-by-a-view"),
    pytest.param("x = torch.squeeze(y)\nx *= 2\ny + 1", "x was changed in place", id="changed-by-a-view-of-a-function"),
    pytest.param("x = y[0]\nx *= 2\ny + 1", "x was changed in place", id="changed-by-a-row"),
    pytest.param("x = y + 1\nz = x\nz *= 2\nx + 1", "z was changed in place", id="changed-after-it-was-computed"),
    pytest.param("x = y\nx[0] = 2\ny + 1", "x was changed in place", id="a-part-changed-by-a-second-name"),
    pytest.param("np.exp(np.asarray(x, 'i4'))", "whole numbers", id="a-type-code-of-whole-numbers"),
    pytest.param("np.exp(np.array(x, dtype='>u2'))", "whole numbers", id="a-type-code-with-an-order"),
    pytest.param("np.exp(np.asarray(x, dtype=np.int_))", "whole numbers", id="a-type-of-whole-numbers"),
    pytest.param("np.exp(np.asarray(x, np.intp))", "whole numbers", id="the-type-of-an-index"),
    pytest.param("torch.exp(x.int())", "whole numbers", id="a-method-that-cuts"),
    pytest.param("np.sum(np.exp(x[i, :]) + y, axis=0)", "axes of a part", id="a-row-beside-a-whole"),
    pytest.param("np.sum(np.exp(x[i, :]) + y[:, i], axis=0)", "axes of a part", id="a-row-beside-a-column"),
    pytest.param("np.sum(np.exp(x[:, None]), axis=0)", "axes of a part", id="an-axis-put-in"),
    pytest.param("np.sum(np.exp(x[mask > 0]), axis=0)", "axes of a part", id="a-mask"),
    pytest.param("a = softplus(x)\nx = 2*x\na - softplus(x)", "x was assigned", id="a-link-of-a-name-assigned-to"),
    pytest.param("h = g\nh.mu", "h was assigned", id="a-part-of-a-name-assigned-to"),
    pytest.param("i = 1\nx[i]", "i was assigned", id="an-index-assigned-to"),
    pytest.param("np.sum(x, where=y > 0)", "unknown argument where", id="a-masked-sum"),
    pytest.param("torch.exp(x, out=y)", "unknown argument out", id="a-result-written-elsewhere"),
    pytest.param("torch.add(x, y, alpha=2)", "unknown argument alpha", id="a-hidden-factor"),
    pytest.param("np.average(x, weights=y)", "unknown argument weights", id="a-weighted-mean"),
    pytest.param("torch.div(x, y, rounding_mode='floor')", "unknown argument rounding_mode", id="a-floor"),
    pytest.param("x.to(torch.int32)", "whole numbers", id="cast-by-to"),
    pytest.param("tf.cast(x, tf.int64)", "whole numbers", id="cast-by-cast"),
    pytest.param("np.sum(x, dtype=int)", "whole numbers", id="cast-by-dtype"),
    pytest.param("x.type(torch.LongTensor)", "whole numbers", id="cast-by-type"),
    pytest.param("x.view(-1).mean(0)", "reshaped", id="an-axis-after-view"),
    pytest.param("torch.mean(x.flatten(), dim=0)", "reshaped", id="an-axis-after-flatten"),
    pytest.param("y = x.unsqueeze(0)\ny.sum(1)", "reshaped", id="an-axis-after-unsqueeze"),
    pytest.param("len(x[0])", "given as a name", id="the-length-of-a-part"),
    pytest.param("x[0].shape[0]", "given as a name", id="the-shape-of-a-part"),
    pytest.param("y = x.sum(0)\nlen(y)", "given as a name", id="the-length-of-a-sum"),
    pytest.param("x.view(-1).shape[0]", "given as a name", id="the-length-of-a-reshaped-value"),
    pytest.param("half(x)", "unknown function half", id="half-is-no-function"),
]


@pytest.mark.parametrize(("text", "message"), MISREAD)
def test_what_would_be_misread_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnsupportedInput, match=message):
        read_python(text)


SHAPES = [
    "x.median()",
    "torch.sum()",
    "torch.sum(x, y)",
    "torch.sum(x, 1.5)",
    "torch.sum(x, keepdim=y)",
    "torch.sum(x, 1, False, 3)",
    "exp()",
    "exp(x, y)",
    "exp(*x)",
    "exp(**x)",
    "pow(x)",
    "x[f(1)].shape[y]",
    "x.__dict__",
    "f(x).y",
    "(x + y)[0]",
    "x // y",
    "x % y",
    "x < y",
    "not x",
    "x and y",
    "[x]",
    "(x, y)",
    "{x: y}",
    "1j",
    "True",
    "None",
    "b'x'",
    "0x10",
    "x = y = 1",
    "x, y = 1, 2",
    "x: int",
    "del x",
    "for i in x: i",
    "if x: y",
    "with x: y",
    "class A: x",
    "return",
    "(x := 1)",
    "await x",
]


@pytest.mark.parametrize("text", SHAPES)
def test_what_is_not_read_is_refused_where_it_stands(text: str) -> None:
    with pytest.raises(UnsupportedInput) as refused:
        read_python(text)
    assert refused.value.span is not None
    start, end = refused.value.span
    assert 0 <= start < end <= len(text)


@pytest.mark.parametrize("text", ["(", "x +", "x y", "1x", "x ==", "'x", "if x", "\\"])
def test_what_is_not_python_is_malformed(text: str) -> None:
    with pytest.raises(MalformedInput) as refused:
        read_python(text)
    assert refused.value.span is not None


# Places


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("x + exp(y)", "exp(y)"),
        ("μ + exp(σ)", "exp(σ)"),
        ("x² + exp(y)", "exp(y)"),
        ("a = 1\n  \nx + exp(y)", "exp(y)"),
        ("    a = 1\n    x + exp(y)", "exp(y)"),
        ("µ*½ + exp(y²)", "exp(y²)"),
    ],
)
def test_spans_point_into_the_text_as_it_was_typed(text: str, part: str) -> None:
    (found,) = [one for one in walk(term(text)) if isinstance(one, Apply) and one.head == "exp"]
    assert found.span is not None
    assert text[slice(*found.span)] == part


def test_the_excerpt_is_the_statement_of_the_term() -> None:
    text = "z = m + s*eps\nkl = x + 1\n"
    excerpt = read_python(text)
    assert excerpt.source == "kl = x + 1"
    assert excerpt.surroundings.name == "kl"


def test_look_alike_letters_are_one_name_as_they_are_to_python() -> None:
    assert term("µ - μ") == Symbol("μ") - Symbol("μ")


# Caps


def test_inlining_does_not_explode() -> None:
    lines = ["a0 = x + x", *(f"a{n} = a{n - 1} + a{n - 1}" for n in range(1, 60))]
    with pytest.raises(UnsupportedInput, match="parts"):
        read_python("\n".join(lines))


def test_a_chain_of_statements_does_not_nest_without_end() -> None:
    lines = ["a0 = x", *(f"a{n} = -a{n - 1}" for n in range(1, 400))]
    with pytest.raises(UnsupportedInput, match="deep"):
        read_python("\n".join(lines))


# Nothing but InputError, whatever is typed

TOKENS = [
    *("x", "y", "mu", "logvar", "sigma", "eps", "torch", "K", "tf", "np", "jnp", "math", "F", "self", "softplus"),
    *("exp", "log", "sqrt", "pow", "sum", "mean", "shape", "size", "len", "dim", "axis", "keepdim", "randn_like"),
    *("view", "reshape", "flatten", "clamp", "detach", "__class__", "T", "data", "trace", "logdet", "inverse"),
    *(".", ",", ";", ":", "=", "==", "+=", "->", ":=", "...", "(", ")", "[", "]", "{", "}", "\\", "#", "\n", "\t"),
    *("+", "-", "*", "/", "**", "^", "%", "@", "//", "~", "<", ">", "|", "&", "!", "\r", "\f", "\u2028", "\ufeff"),
    *("0", "1", "2", "-1", "0.5", "1e-8", "1e999", "0x1", "1j", "True", "False", "None", "'a'", "b''", "f'{x}'"),
    *("²", "½", "−", "µ", "σ", "𝛔", "lambda", "if", "else", "for", "in", "def", "return", "import", "from", "as"),
    *("class", "with", "while", "try", "del", "yield", "await", "async", "global", "not", "and", "or", "is"),
]


@given(st.lists(st.sampled_from(TOKENS), max_size=25), st.sampled_from(["", " "]))
@settings(max_examples=1500, deadline=timedelta(seconds=2))
def test_token_soup_is_read_or_refused(tokens: list[str], joint: str) -> None:
    try:
        excerpt = read_python(joint.join(tokens))
    except InputError:
        return
    assert 1 <= len(list(walk(excerpt.term))) <= MAX_NODES


@given(st.text(max_size=60))
@settings(max_examples=500, deadline=timedelta(seconds=2))
def test_any_text_is_read_or_refused(text: str) -> None:
    refused: InputError | None = None
    try:
        read_python(text)
    except InputError as error:
        refused = error
    assert refused is None or (refused.message and refused.line >= 1 and refused.column >= 1)


def every_part_has_a_place(part: Term) -> bool:
    return part.span is not None and all(map(every_part_has_a_place, children(part)))


def test_every_part_of_a_term_has_a_place() -> None:
    assert every_part_has_a_place(term("-0.5 * torch.sum(1 + lv - mu.pow(2) - lv.exp(), dim=1).mean()"))


# Names of one array, and parts of arrays

APART = [
    pytest.param("x = y\nx = x * 2\ny + 1", id="a-new-value"),
    pytest.param("x = y.clone()\nx *= 2\ny + 1", id="a-copy"),
    pytest.param("x = torch.exp(y)\nx *= 2\ny + 1", id="a-computed-value"),
    pytest.param("x = y\nx = z\nx *= 2\ny + 1", id="a-name-that-stands-for-another-by-now"),
    pytest.param("x = self.a\nx *= 2\nself.b + 1", id="two-attributes"),
    pytest.param("x = y\nx *= 2\ny = w\ny + 1", id="an-array-that-has-another-value-by-now"),
    pytest.param("x = y\nx *= jnp.exp(z)\ny + 1", id="a-library-that-changes-no-array"),
]


@pytest.mark.parametrize("text", APART)
def test_what_another_name_does_not_change_is_read(text: str) -> None:
    assert not set(symbols(read_python(text).term)) & {"x", "z"}


AXES = [
    pytest.param("np.sum(np.exp(x[i, :]), axis=0)", ("latent",), id="row"),
    pytest.param("np.sum(np.exp(x[i, :]))", ("latent",), id="whole-row"),
    pytest.param("np.sum(np.exp(x[i]) + y[i], axis=0)", ("latent",), id="rows-of-two-arrays"),
    pytest.param("torch.sum(torch.exp(x[0]) + x[1], 0)", (0,), id="members-of-a-tuple"),
    pytest.param("torch.sum(torch.exp(x[0]) + y[0], 1)", (1,), id="a-part-with-two-axes"),
    pytest.param("np.sum(np.exp(x[:, j]), axis=0)", ("batch",), id="column"),
    pytest.param("np.sum(np.exp(x[:, :k]), axis=0)", (0,), id="some-latents"),
    pytest.param("np.sum(np.exp(x[..., :k]) + y, axis=-1)", (-1,), id="some-latents-beside-all"),
    pytest.param("torch.sum(out['mu'], 0)", (0,), id="a-key-is-no-index"),
    pytest.param("sum(torch.exp(x))", (0,), id="the-own-sum-of-Python"),
    pytest.param("sum(x.exp())", None, id="a-sum-where-no-library-is-named"),
    pytest.param("sum(x.exp(), axis=1)", (1,), id="a-sum-that-takes-an-axis"),
    pytest.param("sum(x.exp(), 1)", (1,), id="a-sum-that-takes-an-axis-by-place"),
    pytest.param("sum(exp(x))", None, id="a-sum-of-mathematics"),
    pytest.param("from numpy import *\nsum(np.exp(x))", None, id="a-sum-of-a-library-by-its-bare-name"),
    pytest.param("from torch import sum\nsum(torch.exp(x))", None, id="a-sum-that-is-imported"),
]


@pytest.mark.parametrize(("text", "axes"), AXES)
def test_axes_of_a_reduction(text: str, axes: object) -> None:
    (reduced,) = [part for part in walk(read_python(text).term) if isinstance(part, Reduce)]
    assert reduced.axes == axes
