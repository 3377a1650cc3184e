"""Python source to `Term`, through `ast` and a closed allow-list.

Statements are followed in order: a name stands for what was last assigned to it. A value that no later statement uses
is an end of the text; one that draws noise is a sampler, the one that remains is the term.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from kl_check.know.names import is_kl_name, suggested_role
from kl_check.model.errors import MalformedInput, Misuse, UnsupportedInput, located
from kl_check.model.surroundings import Excerpt, Statement, Surroundings
from kl_check.model.term import (
    Apply,
    Axis,
    Constant,
    Number,
    Reduce,
    Size,
    Span,
    Symbol,
    Term,
    children,
    rebuild,
    symbols,
    walk,
)
from kl_check.read import linear_algebra
from kl_check.read.dialects.dialect import COMMON, Dialect
from kl_check.read.dialects.matrices import without_linalg
from kl_check.read.dialects.table import BY_MODULE, BY_NAME, METHODS, function_meaning, method_meaning
from kl_check.read.links import with_links
from kl_check.read.nodes import (
    TRANSPOSED,
    casts_to_whole,
    holders_of,
    is_key,
    keeps_the_batch,
    line_starts,
    names_in,
    root_of,
)
from kl_check.read.prepare import Prepared, prepare
from kl_check.read.sharing import Storage
from kl_check.read.slices import Slice, axes_of_slices, slice_of

MAX_NODES = 2_000
MAX_DEPTH = 150
MAX_TERM_DEPTH = 200  # after inlining
MAX_DIGITS = 60
MAX_EXPONENT = 1_000

NOISE = "#noise"
"""The symbol for standard normal noise that a call draws; no source text can spell it."""

NOISE_NAMES = frozenset({"eps", "epsilon", "noise", "xi", "eps_", "e", "z0", "rand", "random"})
OPERATORS: Mapping[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.Pow: "power",
    ast.MatMult: "matmul",
}
PARAMETERS: Mapping[str, tuple[str, ...]] = {"power": ("exponent", "other", "y", "a")}
CLAMP_KEYWORDS: Mapping[str, str] = {
    **dict.fromkeys(("min", "a_min", "clip_value_min", "min_value", "x_min"), "low"),
    **dict.fromkeys(("max", "a_max", "clip_value_max", "max_value", "x_max"), "high"),
}
NORMAL_OF_MEAN_AND_STD = frozenset({"torch.normal", "th.normal", "np.random.normal", "numpy.random.normal"})
AXIS_KEYWORDS = frozenset({"dim", "axis", "axes", "reduction_indices"})
KEEP_KEYWORDS = frozenset({"keepdim", "keepdims", "keep_dims"})
SAFE_KEYWORDS = frozenset({"name", "dtype"})
REBINDING = frozenset({"jax", "tensorflow", "keras"})
"""Dialects whose arrays never change: there `x *= 2` gives x another array."""
PARTLY_CHANGED = "a part of {name} was assigned to, so its value is not known"
CHANGED = "{by} was changed in place, and {name} may be the same array: write {by} = {by} …, or copy it before"
ARITY: Mapping[str, int] = {
    **dict.fromkeys(("add", "subtract", "multiply", "divide", "power", "minimum", "maximum"), 2),
}


def read_python(text: str) -> Excerpt:
    """The term that the text builds, with its samplers. Raises `InputError` with line and column."""
    with located(text):
        try:
            return Reader(prepare(text)).read()
        except RecursionError:
            raise UnsupportedInput("the expression nests too deep to be read") from None


class Reader:
    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.values: dict[str, Term] = {}
        self.aliases: dict[str, str] = {}
        self.statements: list[Statement] = []
        self.used: set[int] = set()  # statements whose value a later one uses
        self.assigned: dict[str, int] = {}
        self.dialect: Dialect | None = None
        self.names_library = False  # whether a function of a library is called by its module's name
        self.defined: set[str] = set()  # functions and parameters, which are not the library's
        self.storage = Storage()  # which names stand for one array, and which were changed behind their backs
        self.slices: dict[str, tuple[str, str, Slice]] = {}  # of a part of an array: the array, the index, what is left
        self.reshaped: dict[int, Term] = {}  # values whose axes are not known any more, by identity
        self.starts = line_starts(prepared.text)
        self.is_ascii = prepared.text.isascii()

    def read(self) -> Excerpt:
        tree = _parse(self.prepared)
        for statement in tree.body:
            self.statement(statement)
        return self.choose()

    # Statements

    def statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Import(names=names):
                self.aliases.update((alias.asname, alias.name) for alias in names if alias.asname)
            case ast.ImportFrom(module=module, names=names):
                self.aliases.update((alias.asname or alias.name, f"{module}.{alias.name}") for alias in names)
            case ast.Assign(targets=[ast.Tuple(elts=[_, ast.Name() as target])], value=value) if (
                log_determinant := linear_algebra.log_determinant(self, value)
            ):
                self.bind(target, log_determinant, node)
            case ast.Assign(targets=[target], value=value):
                self.bind(target, self.term(value), node)
                self.storage.assign(ast.unparse(target), value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self.bind(target, self.term(value), node)
                self.storage.assign(ast.unparse(target), value)
            case ast.AugAssign(target=target, op=operator, value=value):
                held = self.term(target)
                self.bind(target, self.operation(operator, held, self.term(value), node), node)
                if self.dialect is None or self.dialect.name not in REBINDING:
                    self.storage.change(ast.unparse(target))
            case ast.Expr(value=ast.Constant(value=str())) | ast.Pass():
                pass
            case ast.Expr(value=value):
                self.finish(None, self.term(value), node)
            case ast.Return(value=ast.expr() as value):
                self.finish(None, self.term(value), node)
            case ast.FunctionDef():
                self.function(node)
            case _:
                raise self.unsupported(node, f"{_kind(node)}: not read here")

    def function(self, node: ast.FunctionDef) -> None:
        """The statements of a function; what it assigns to and its parameters are its own."""
        outside = dict(self.values), dict(self.assigned)
        arguments = node.args
        parameters = {one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
        self.defined |= {node.name, *parameters}
        for name in parameters & self.values.keys():
            del self.values[name]
        for inner in node.body:
            self.statement(inner)
        self.values, self.assigned = outside

    def bind(self, target: ast.expr, term: Term, node: ast.stmt) -> None:
        if not isinstance(target, ast.Name | ast.Attribute | ast.Subscript):
            raise self.unsupported(target, "only a single name can be assigned to here")
        if (isinstance(target, ast.Subscript) and not is_key(target.slice)) or (
            isinstance(target, ast.Attribute) and target.attr == "data"
        ):
            self.storage.change_part(ast.unparse(target.value))
        name = ast.unparse(target)
        self.finish(name, term, node)
        self.values[name] = term
        self.assigned[name] = len(self.statements) - 1

    def finish(self, name: str | None, term: Term, node: ast.stmt) -> None:
        _check_size(term)
        self.statements.append(Statement(name, term, self.span(node)))

    def choose(self) -> Excerpt:
        """Tells the term from the samplers among the values that are left at the end of the text."""
        text = self.prepared.original
        if not self.statements:
            raise MalformedInput("nothing to check: the text holds no expression")
        ends = [one for index, one in enumerate(self.statements) if index not in self.used]
        noisy = [index for index, one in enumerate(self.statements) if draws_noise(one.term)]
        samplers = tuple(self.statements[index] for index in noisy if len(ends) > 1 or index in self.used)
        candidates = [one for one in ends if one not in samplers] or list(samplers)
        samplers = tuple(one for one in samplers if one is not candidates[-1])
        bare = [one for one in candidates if one.name is None]
        if len(bare) > 1:
            advice = "two expressions were given; to set one beside the other use `kl-check compare A B`"
            raise Misuse(advice, text=text, span=bare[1].span)
        named = [one for one in candidates if is_kl_name(one.name)]
        chosen = bare[0] if bare else named[-1] if named else candidates[-1]
        samplers += tuple(one for one in candidates if one is not chosen)  # noise may have any name
        term, name, span = chosen.term, chosen.name or self.prepared.name, chosen.span
        if self.prepared.negated and chosen is self.statements[0]:  # −KL = B: −B is the KL
            term, span = Apply("negate", (term,)), (0, span[1])
        if any(suggested_role(name) is None for name in symbols(term)):
            term, *lines = with_links((term, *(one.term for one in samplers)), self.statements)
            samplers = tuple(replace(one, term=line) for one, line in zip(samplers, lines, strict=True))
        term = self.with_own_sizes(term, frozenset(symbols(term)))
        notes = ("caret-is-power",) if "^" in text else ()
        dialect = (self.dialect or BY_NAME["plain"]).name
        return Excerpt(text, term, span, dialect, Surroundings(samplers, name, notes))

    def with_own_sizes(self, term: Term, names: frozenset[str]) -> Term:
        """A length beyond the batch's is that of the latents only if a mean or scale of the term has it."""
        if isinstance(term, Size) and term.axis != 0 and term.of is not None:
            value = self.values.get(term.of)
            owners = {term.of} if value is None else set(symbols(value))
            return term if owners & names else Symbol(f"{term.of}.shape[{term.axis}]", span=term.span)
        return rebuild(term, lambda part: self.with_own_sizes(part, names))

    # Expressions

    def term(self, node: ast.expr, depth: int = 0) -> Term:
        if depth > MAX_DEPTH:
            raise self.unsupported(node, f"the expression nests more than {MAX_DEPTH} deep")
        match node:
            case ast.Constant(value=value):
                return self.number(node, value)
            case ast.BinOp(left=ast.Name(id="e") as base, op=ast.Pow(), right=power) if "e" not in self.values:
                euler = Constant("e", span=self.span(base))  # e**x, where nothing else is called e
                return Apply("power", (euler, self.term(power, depth + 1)), span=self.span(node))
            case ast.BinOp(left=left, op=operator, right=right):
                return self.operation(operator, self.term(left, depth + 1), self.term(right, depth + 1), node)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Apply("negate", (self.term(operand, depth + 1),), span=self.span(node))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.term(operand, depth + 1)
            case ast.Call():
                return self.call(node, depth + 1)
            case ast.Name() | ast.Attribute() | ast.Subscript():
                return self.named(node, depth)
        raise self.unsupported(node, f"{_kind(node)}: not read here")

    def operation(self, operator: ast.operator, left: Term, right: Term, node: ast.AST) -> Term:
        head = OPERATORS.get(type(operator))
        if head is None:
            raise self.unsupported(node, f"the operator {type(operator).__name__} is not read here")
        if head == "power":
            self.check_exponent(right, node)
        return Apply(head, (left, right), span=self.span(node))

    def check_exponent(self, exponent: Term, node: ast.AST) -> None:
        """9**9**9 is refused before anything computes it."""
        for part in walk(exponent):
            if isinstance(part, Number) and abs(part.value) > MAX_EXPONENT:
                raise self.unsupported(node, f"an exponent above {MAX_EXPONENT}")
            if part is not exponent and isinstance(part, Apply) and part.head == "power":
                raise self.unsupported(node, "a power in an exponent is not read: write it as a number")
        if isinstance(exponent, Apply) and exponent.head == "power" and not symbols(exponent):
            raise self.unsupported(node, "a power in an exponent is not read: write it as a number")

    def number(self, node: ast.expr, value: object) -> Term:
        start, end = self.place(node)
        source = self.prepared.text[start:end].replace("_", "")
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.unsupported(node, f"{source} is not a number")
        mantissa, _, exponent = source.lower().partition("e")
        if len(mantissa) > MAX_DIGITS or len(exponent) > 4 or abs(int(exponent or 0)) > MAX_EXPONENT:
            raise self.unsupported(node, "a number with too many digits")
        if source[0] not in ".0123456789" or source[:2].lower() in ("0x", "0o", "0b"):
            raise self.unsupported(node, "only decimal numbers are read")
        return Number(Fraction(source), span=self.span(node))

    def named(self, node: ast.Name | ast.Attribute | ast.Subscript, depth: int) -> Term:
        name = ast.unparse(node)
        if name not in self.values and (matrix := linear_algebra.viewed(self, node, depth)) is not None:
            return matrix
        self.check_unchanged(node)
        if name in self.values:
            self.used.add(self.assigned[name])
            return self.values[name]
        self.check_uncomputed(node)
        if (size := self.shape_index(node)) is not None:
            return size
        path = self.resolved(name)
        module, _, last = path.rpartition(".")
        if last in ("pi", "e") and (module in BY_MODULE or path == "pi"):
            return Constant("pi" if last == "pi" else "e", span=self.span(node))
        if isinstance(node, ast.Subscript):
            self.check_plain(node.value)
            if not is_key(node.slice) and (left := slice_of(node.slice)):
                self.slices[name] = ast.unparse(node.value), ast.unparse(node.slice), left
        elif isinstance(node, ast.Attribute):
            self.check_plain(node)
        return Symbol(name, span=self.span(node))

    def check_plain(self, node: ast.expr) -> None:
        """A symbol is a name with attributes and indices; anything that is computed first is not."""
        while isinstance(node, ast.Attribute | ast.Subscript):
            if isinstance(node, ast.Attribute) and node.attr.startswith("__"):
                raise self.unsupported(node, f"the attribute {node.attr} is not read")
            node = node.value
        if not isinstance(node, ast.Name):
            raise self.unsupported(node, f"a {_kind(node)} with an attribute or index is not read here")

    def check_unchanged(self, node: ast.expr) -> None:
        """A source text stands for one value only as long as nothing in it was assigned to."""
        for name in map(ast.unparse, (node, *holders_of(node))):
            if by := self.storage.changed.get(name):
                raise self.unsupported(node, (CHANGED if by != name else PARTLY_CHANGED).format(name=name, by=by))

    def check_uncomputed(self, node: ast.expr) -> None:
        """A part of a value that was computed above is not read, nor one that is turned around."""
        held = [ast.unparse(one) for one in holders_of(node)]
        if computed := sorted((names_in(node) | {*held}) & self.values.keys()):
            raise self.unsupported(node, f"{computed[0]} was assigned to above: a part of it is not read")
        if isinstance(node, ast.Attribute) and node.attr in TRANSPOSED:
            raise self.unsupported(node, "a transposed value is not read: batch is the first axis, latents the last")

    def shape_index(self, node: ast.expr) -> Size | None:
        """The size in x.shape[0], x.size()[0], tf.shape(x)[0], K.int_shape(x)[0]."""
        match node:
            case ast.Subscript(value=ast.Attribute(value=holder, attr="shape"), slice=index):
                return self.length(holder, self.whole(index), node)
            case ast.Subscript(
                value=ast.Call(func=ast.Attribute(value=holder, attr="size" | "shape" | "int_shape"), args=arguments),
                slice=index,
            ):
                return self.length(arguments[0] if arguments else holder, self.whole(index), node)
        return None

    def length(self, holder: ast.expr, axis: int, node: ast.expr) -> Size:
        """The length of an axis of an array as it was given: a part or a reduced value has other axes."""
        whole = root_of(holder) is not None and (not isinstance(holder, ast.Subscript) or is_key(holder.slice))
        value = self.values.get(ast.unparse(holder)) if whole else None
        if not whole or (value is not None and (self.is_reshaped(value) or any(_is_reduction(p) for p in walk(value)))):
            raise self.unsupported(node, "only the size of an array that is given as a name is read")
        return Size(0 if axis == -2 else axis, ast.unparse(holder), span=self.span(node))

    def is_reshaped(self, value: Term) -> bool:
        return bool(self.reshaped) and any(id(part) in self.reshaped for part in walk(value))

    # Calls

    def call(self, node: ast.Call, depth: int) -> Term:
        path = without_linalg(self.resolved(ast.unparse(node.func))) if _is_path(node.func) else ""
        module, _, spelling = path.rpartition(".")
        if module in BY_MODULE or (path and not module):
            root = root_of(node.func)
            if root in self.values or root in self.defined:
                raise self.unsupported(node, f"{root} is defined in this text, so it is not the function of that name")
            dialect = BY_MODULE.get(module, BY_NAME["plain"])
            meaning = "size" if path == "len" else function_meaning(dialect, spelling)
            if meaning is None:
                raise self.unsupported(node, _unknown("function", spelling, (*COMMON, *dialect.functions)))
            if dialect.name != "plain":
                self.names_library = True
                self.dialect = self.dialect or dialect
            return self.meant(meaning, node, node.args, depth)
        if isinstance(node.func, ast.Attribute):
            if node.func.attr == "size" and len(node.args) == 1:
                return self.length(node.func.value, self.whole(node.args[0]), node)
            meaning = method_meaning(node.func.attr)
            if meaning is None:
                raise self.unsupported(node, _unknown("method", node.func.attr, METHODS))
            if node.func.attr.endswith("_") and (name := root_of(node.func.value)):
                raise self.unsupported(node, f"{node.func.attr} changes {name} itself: write {node.func.attr[:-1]}")
            if self.dialect is None:
                self.dialect = BY_NAME["torch"]
            return self.meant(meaning, node, [node.func.value, *node.args], depth)
        raise self.unsupported(node, f"unknown function {ast.unparse(node.func)[:40]}")

    def meant(self, meaning: str, node: ast.Call, arguments: list[ast.expr], depth: int) -> Term:
        """The term of a call whose function we know."""
        span = self.span(node)
        if casts_to_whole(node):
            raise self.unsupported(node, "a cast to whole numbers is not read: it changes values")
        match meaning:
            case "noise":
                return self.noise(node, depth)
            case "size" if len(arguments) == 1:
                return self.length(arguments[0], 0, node)
            case "link":
                return self.link(node)
            case "identity" | "reshape":
                return self.rearranged(meaning, node, arguments, depth)
            case "sum" | "mean":
                return self.reduction(meaning, node, arguments, depth)
            case "clamp":
                return self.clamp(node, arguments, depth)
        if meaning in linear_algebra.HEADS:
            return linear_algebra.called(self, meaning, node, arguments, depth)
        values = [self.term(argument, depth) for argument in arguments]
        values += [self.term(word.value, depth) for word in node.keywords if word.arg in PARAMETERS.get(meaning, ())]
        allowed = {*SAFE_KEYWORDS, *PARAMETERS.get(meaning, ())}
        if unknown := [word.arg for word in node.keywords if word.arg not in allowed]:
            raise self.unsupported(node, f"unknown argument {unknown[0]}")
        if meaning == "log" and len(values) == 2 and self.resolved(ast.unparse(node.func)) in ("log", "math.log"):
            logs = tuple(Apply("log", (value,), span=span) for value in values)
            return Apply("divide", logs, span=span)
        if len(values) != ARITY.get(meaning, 1):
            raise self.unsupported(node, f"{meaning} takes {ARITY.get(meaning, 1)} argument(s), not {len(values)}")
        if meaning == "power":
            self.check_exponent(values[1], node)
        return Apply(meaning, tuple(values), span=span)

    def reduction(self, kind: str, node: ast.Call, arguments: list[ast.expr], depth: int) -> Term:
        if not 1 <= len(arguments) <= 3:
            raise self.unsupported(node, f"{kind} takes a value and its axes")
        axes, keep = None, False
        if len(arguments) > 1:
            axes = self.axes(arguments[1])
        if len(arguments) > 2:
            keep = self.truth(arguments[2])
        for word in node.keywords:
            if word.arg in AXIS_KEYWORDS:
                axes = self.axes(word.value)
            elif word.arg in KEEP_KEYWORDS:
                keep = self.truth(word.value)
            elif word.arg not in SAFE_KEYWORDS:
                raise self.unsupported(node, f"unknown argument {word.arg}")
        body = self.term(arguments[0], depth)
        if kind == "sum" and self.is_builtin_sum(node):
            axes = (0,)
        if axes is not None and self.is_reshaped(body):
            raise self.unsupported(node, "an axis of a reshaped value: reduce it before it is reshaped, or wholly")
        try:
            axes = axes_of_slices(axes, symbols(body), self.slices)
        except ValueError as reason:
            raise self.unsupported(node, str(reason)) from None
        return Reduce("sum" if kind == "sum" else "mean", body, axes, keep, span=self.span(node))

    def is_builtin_sum(self, node: ast.Call) -> bool:
        """Whether a call is Python's own, over the first axis of an array: `sum(x)` beside `torch.exp(x)`.

        Where no function of a library is called by its module, `sum` is one of mathematics, or imported.
        """
        is_plain = isinstance(node.func, ast.Name) and self.resolved(node.func.id) == "sum" and "*" not in self.aliases
        takes_axes = len(node.args) > 1 or any(word.arg in AXIS_KEYWORDS for word in node.keywords)
        return is_plain and self.names_library and not takes_axes

    def rearranged(self, meaning: str, node: ast.Call, arguments: list[ast.expr], depth: int) -> Term:
        """A call that leaves every element as it is; where it moves them is remembered."""
        if not arguments:
            raise self.unsupported(node, "a call without an argument")
        value = self.term(arguments[0], depth)
        spelling = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        if meaning == "reshape" and not keeps_the_batch(spelling, arguments, node.keywords):
            value = replace(value)
            self.reshaped[id(value)] = value
        return value

    def link(self, node: ast.Call) -> Term:
        """softplus(s) and the like are symbols of their own, as long as the text stands for one value."""
        if computed := sorted(names_in(node) & self.values.keys()):
            raise self.unsupported(node, f"{computed[0]} was assigned to above: a function of it is not read")
        return Symbol(ast.unparse(node), span=self.span(node))

    def noise(self, node: ast.Call, depth: int) -> Term:
        """Mean + std · noise, as keywords say; what is given by place is a shape or a key."""
        term: Term = Symbol(NOISE, span=self.span(node))
        given = {word.arg: word.value for word in node.keywords}
        if len(node.args) > 1 and self.resolved(ast.unparse(node.func)) in NORMAL_OF_MEAN_AND_STD:
            given |= {"loc": node.args[0], "scale": node.args[1]}
        if len(node.args) > 2 and self.resolved(ast.unparse(node.func)).endswith(("random.normal", "random_normal")):
            given |= {"mean": node.args[1], "stddev": node.args[2]}  # behind the shape
        for name in ("stddev", "std", "scale"):
            if name in given:
                term = Apply("multiply", (self.term(given[name], depth), term), span=self.span(node))
        for name in ("mean", "loc"):
            if name in given:
                term = Apply("add", (self.term(given[name], depth), term), span=self.span(node))
        return term

    def clamp(self, node: ast.Call, arguments: list[ast.expr], depth: int) -> Term:
        """A value between bounds; a bound that is absent or None does not bound."""
        bounds: dict[str, ast.expr] = dict(zip(("low", "high"), arguments[1:], strict=False))
        for word in node.keywords:
            side = CLAMP_KEYWORDS.get(word.arg or "")
            if side is None:
                raise self.unsupported(node, f"unknown argument {word.arg}")
            bounds[side] = word.value
        if not 1 <= len(arguments) <= 3 or not bounds:
            raise self.unsupported(node, "clamp takes a value and its bounds")
        terms = {name: self.term(one, depth) for name, one in bounds.items() if not _is_none(one)}
        head = {("low", "high"): "clamp", ("low",): "maximum", ("high",): "minimum"}.get(
            tuple(sorted(terms, reverse=True))
        )
        inner = self.term(arguments[0], depth)
        if head is None:
            return inner
        return Apply(head, (inner, *(terms[name] for name in ("low", "high") if name in terms)), span=self.span(node))

    def axes(self, node: ast.expr) -> tuple[Axis, ...] | None:
        if _is_none(node):
            return None
        if isinstance(node, ast.Tuple | ast.List):
            if not node.elts:
                raise self.unsupported(node, "no axes: libraries differ on what that means")
            return tuple(self.whole(element) for element in node.elts)
        return (self.whole(node),)

    def whole(self, node: ast.expr) -> int:
        match node:
            case ast.Constant(value=int(value)) if not isinstance(value, bool):
                return value
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))):
                return -value
        raise self.unsupported(node, "an axis must be a whole number")

    def truth(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Constant) and isinstance(node.value, bool):
            return node.value
        raise self.unsupported(node, "True or False is expected")

    # Places

    def resolved(self, path: str) -> str:
        """A dotted name with its import alias undone, as `import torch.nn.functional as G` sets it."""
        head, dot, rest = path.partition(".")
        return self.aliases.get(head, head) + dot + rest if head not in BY_MODULE else path

    def place(self, node: ast.AST) -> tuple[int, int]:
        """Offsets into the prepared text; `ast` counts columns in UTF-8 bytes."""
        first, last = node.lineno, node.end_lineno  # type: ignore[attr-defined]
        return self.offset(first, node.col_offset), self.offset(last, node.end_col_offset)  # type: ignore[attr-defined]

    def offset(self, line: int, column: int) -> int:
        start = self.starts[line - 1]
        if self.is_ascii:
            return start + column
        return start + len(self.prepared.text[start : start + column].encode()[:column].decode(errors="ignore"))

    def span(self, node: ast.AST) -> Span:
        return self.prepared.span(*self.place(node))

    def unsupported(self, node: ast.AST, message: str) -> UnsupportedInput:
        return UnsupportedInput(message, text=self.prepared.original, span=self.span(node))


def draws_noise(term: Term) -> bool:
    """Whether a value depends on noise, drawn in place or named as noise is."""
    return any(name == NOISE or name.rpartition(".")[2].lower() in NOISE_NAMES for name in symbols(term))


def _parse(prepared: Prepared) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            return ast.parse(prepared.text)
    except SyntaxError as error:
        starts = line_starts(prepared.text)
        place = starts[min(max(error.lineno or 1, 1), len(starts)) - 1] + max((error.offset or 1) - 1, 0)
        place = min(place, len(prepared.text) - 1)
        raise MalformedInput(error.msg, text=prepared.original, span=prepared.span(place, place + 1)) from None
    except (RecursionError, MemoryError):
        raise UnsupportedInput("the expression nests too deep to be parsed") from None


def _is_path(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def _is_reduction(term: Term) -> bool:
    return isinstance(term, Reduce)


def _check_size(term: Term) -> None:
    """Inlining can make a short text a large term: its parts and its depth are bounded again."""
    count, level = 0, [term]
    for _ in range(MAX_TERM_DEPTH):
        count += len(level)
        if count > MAX_NODES:
            raise UnsupportedInput(f"the expression has more than {MAX_NODES:,} parts", span=term.span)
        level = [child for part in level for child in children(part)]
        if not level:
            return
    raise UnsupportedInput(f"the expression nests more than {MAX_TERM_DEPTH} deep", span=term.span)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "write it out with exp, log, sqrt, powers, sums and means"
    return f"unknown {kind} {name}: {hint}"


def _kind(node: ast.AST) -> str:
    """What a node is, in words that a user knows."""
    names = {"JoinedStr": "formatted string", "IfExp": "conditional expression", "ListComp": "list comprehension"}
    name = type(node).__name__
    return names.get(name, "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip())


__all__ = ["NOISE", "draws_noise", "read_python"]
