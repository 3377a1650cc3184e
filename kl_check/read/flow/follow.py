"""The reader of real code: every function of a file followed once, with unknown values as symbols of their own.

It reads more kindly than the reader of one expression: what it does not know becomes a symbol that stands for its
value, named by the text or by what it is assigned to. So `mu = self.fc(h)` makes a symbol `mu`. Nothing is executed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kl_check.know.names import is_kl_name
from kl_check.model.errors import InputError, UnsupportedInput
from kl_check.model.term import (
    Apply,
    Axis,
    Number,
    Reduce,
    Size,
    Span,
    Symbol,
    Term,
    rebuild,
    substitute,
    symbols,
    walk,
)
from kl_check.read.dialects.dialect import COMMON, Dialect
from kl_check.read.dialects.matrices import without_linalg
from kl_check.read.dialects.table import BY_MODULE, BY_NAME, function_meaning, method_meaning
from kl_check.read.flow import distributions
from kl_check.read.flow.frame import Alternative, Decisions, Frame, Undecided, chosen
from kl_check.read.flow.values import (
    NOTHING,
    Drawn,
    Findings,
    Foreign,
    Function,
    Items,
    Normal,
    Record,
    Root,
    Shape,
    Value,
)
from kl_check.read.nodes import line_starts, root_of
from kl_check.read.prepare import Prepared
from kl_check.read.python import AXIS_KEYWORDS, NOISE_NAMES, Reader, draws_noise

MAX_PATHS = 12  # of one statement
MAX_CALLS = 4  # functions read in place, one in the other
MAX_STEPS = 400_000  # expressions read in one file, whatever loops and calls they stand in
MAX_FUNCTION = 1_500  # parts of a function that is read in place
MAX_LEAVES = 12  # symbols of a value that is kept as an expression
MAX_PARTS = 600

CUT_HEADS = frozenset({"clamp", "minimum", "maximum", "abs", "softplus", "sigmoid", "tanh", "relu"})
"""Functions that no role is made with: their value is a symbol of its own once it has a name."""

MATRIX_HEADS = frozenset({"trace", "determinant", "log_determinant", "inverse", "transpose", "identity_matrix"})

FIRST_KEYWORDS = frozenset({"input_tensor", "input", "x", "a", "tensor", "arr", "values"})
SPREADS = frozenset({"stddev", "variance", "var", "std"})
VIEWS = frozenset({"value", "data", "real", "values"})
SAMPLERS = frozenset({"sample", "rsample", "sample_n", "rsample_n"})
CONTAINERS = frozenset({"list", "tuple"})


@dataclass(frozen=True)
class Plain(Prepared):
    """A file's text as it is: offsets are their own."""

    def span(self, start: int, end: int) -> Span:
        return start, end


class TooLong(Exception):  # noqa: N818
    """The file asks for more steps than are spent on one."""


Imported = Callable[[str, str], "tuple[Flow, Function] | None"]
"""A function of another file of the same repository, by module and name, with the reader of that file."""


class Flow(Reader):
    """Follows a module; what it finds is in `found`."""

    def __init__(self, text: str, imported: Imported | None = None) -> None:
        super().__init__(Plain(text, text, (), None, False))
        self.frame = Frame("module")
        self.taken: dict[int, int] = {}
        self.path: dict[int, int] = {}
        self.found = Findings()
        self.imported = imported
        self.steps = 0
        self.calls: list[ast.AST] = []
        self.returns: list[Alternative] | None = None
        self.scope: Span = (0, len(text))
        self.place_of_call: Span | None = None
        self.known: dict[Hashable, tuple[object, list[Alternative]]] = {}
        self.stars: list[str] = []  # modules of which every name is imported
        self.parameters: tuple[str, ...] = ()
        self.imports: dict[str, tuple[str, str]] = {}
        self.waiting: list[tuple[Function, Frame]] = []
        self.recording = True

    # Statements

    def module(self, tree: ast.Module) -> Findings:
        try:
            self.block(tree.body)
            while self.waiting:
                function, frame = self.waiting.pop(0)
                self.enter(function, frame)
        except TooLong:
            pass
        return self.found

    def block(self, body: list[ast.stmt]) -> bool:
        """Follows statements; says whether they end by leaving the block."""
        return any(self.follow(one) for one in body)

    def follow(self, node: ast.stmt) -> bool:
        try:
            return self.dispatch(node)
        except (InputError, RecursionError):
            return False

    def dispatch(self, node: ast.stmt) -> bool:
        match node:
            case ast.Import() | ast.ImportFrom():
                self.take_import(node)
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self.assign(target, value, node)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self.assign(target, value, node)
            case ast.AugAssign(target=target, op=operator, value=value):
                joined = ast.BinOp(left=_loaded(target), op=operator, right=value)
                self.assign(target, ast.copy_location(joined, node), node)
            case ast.Expr(value=value):
                self.expression(value, node)
            case ast.Return(value=value):
                self.give_back(value, node)
                return True
            case ast.Raise() | ast.Continue() | ast.Break():
                return True
            case ast.If():
                return self.branch(node)
            case ast.For() | ast.AsyncFor():
                self.bind_unknown(node.target)
                self.inner(node.body)
                self.inner(node.orelse)
            case ast.While():
                self.inner(node.body)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    if item.optional_vars is not None:
                        self.assign(item.optional_vars, item.context_expr, node)
                return self.block(node.body)
            case ast.Try():
                left = self.block(node.body)
                for handler in node.handlers:
                    self.inner(handler.body)
                self.block(node.orelse)
                self.block(node.finalbody)
                return left and not node.handlers
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.define(node)
            case ast.ClassDef():
                self.define_class(node)
        return False

    def inner(self, body: list[ast.stmt]) -> None:
        """A block that may not be left for good: what is decided in it ends with it."""
        path = dict(self.path)
        self.block(body)
        self.path = path

    def branch(self, node: ast.If) -> bool:
        decided = self.truth_of(node.test)
        if decided is not None:
            return self.block(node.body if decided else node.orelse)
        before, key, left = dict(self.path), id(node), []
        for side, body in enumerate((node.body, node.orelse)):
            self.path = {**before, key: side}
            left.append(self.block(body))
        self.path = before
        if left[0] != left[1]:
            self.path = {**before, key: left.index(False)}
        return all(left)

    def truth_of(self, test: ast.expr) -> bool | None:
        """What a test says, where the code shows it: `x is None` for a known x."""
        match test:
            case ast.Constant(value=bool(value)):
                return value
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                inner = self.truth_of(operand)
                return None if inner is None else not inner
            case ast.Compare(
                left=left, ops=[ast.Is() | ast.Eq() | ast.IsNot() | ast.NotEq() as how], comparators=[right]
            ):
                if not (isinstance(right, ast.Constant) and right.value is None):
                    return None
                value = next((one.value for one in self.each(left)), None)
                if value is None or (isinstance(value, Symbol)):
                    return None
                return (value == NOTHING) == isinstance(how, ast.Is | ast.Eq)
        return None

    def take_import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.Import):
            self.aliases.update((alias.asname, alias.name) for alias in node.names if alias.asname)
            return
        if any(alias.name == "*" for alias in node.names):
            self.stars.append("." * node.level + (node.module or ""))
            return
        for alias in node.names:
            name = alias.asname or alias.name
            self.aliases[name] = f"{node.module}.{alias.name}" if node.module else alias.name
            self.imports[name] = ("." * node.level + (node.module or ""), alias.name)

    def assign(self, target: ast.expr, value: ast.expr, node: ast.stmt) -> None:
        for one in self.each(value):
            value_ = renamed_to(target, one.value) if isinstance(value, ast.Call) else one.value
            self.bind_value(target, value_, one.decisions, node)

    def bind_value(self, target: ast.expr, value: Value, decisions: Decisions, node: ast.stmt) -> None:
        match target:
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                self.unpack(elements, value, decisions, node)
            case ast.Starred(value=inner):
                self.bind_value(inner, Foreign("rest"), decisions, node)
            case ast.Name() | ast.Attribute() | ast.Subscript():
                name = _text(target)
                if isinstance(target, ast.Subscript) and not _is_key(target.slice):
                    return
                if (
                    isinstance(value, Function)
                    and isinstance(value.node, ast.Lambda)
                    and not self.calls
                    and self.recording
                ):
                    self.waiting.append((value, self.frame))
                if isinstance(value, Term):
                    self.keep(value, self.span(node), name, "assigned")
                    value = self.settled(name, value, target)
                self.frame.set(name, decisions, value)

    def unpack(self, elements: list[ast.expr], value: Value, decisions: Decisions, node: ast.stmt) -> None:
        parts: list[Value]
        if isinstance(value, Items) and len(value.values) == len(elements):
            parts = list(value.values)
        elif isinstance(value, Shape):
            parts = [Size(place, value.of) for place in range(len(elements))]
        else:
            parts = [Symbol(_text(one), span=self.span(one)) for one in elements]
        for element, part in zip(elements, parts, strict=True):
            self.bind_value(element, part, decisions, node)

    def bind_unknown(self, target: ast.expr) -> None:
        match target:
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                for one in elements:
                    self.bind_unknown(one)
            case ast.Name():
                self.frame.set(target.id, self.path, Symbol(target.id, span=self.span(target)))

    def settled(self, name: str, value: Term, target: ast.expr) -> Term:
        """What a name holds: the expression, or a symbol where the expression says nothing that a reader needs."""
        leaves = symbols(value)
        own = Symbol(name, span=self.span(target))
        if isinstance(value, Symbol):
            return own if is_anonymous(value.name) or "[" in value.name else value
        parts = list(walk(value))
        if not leaves or is_kl_name(name):
            return value
        if len(parts) > MAX_PARTS or len(leaves) > MAX_LEAVES:
            return own
        if any(isinstance(part, Apply) and part.head == "matmul" for part in parts) and not any(
            isinstance(part, Apply) and part.head in MATRIX_HEADS for part in parts
        ):
            return own  # a layer of a network
        if any(isinstance(part, Reduce) for part in parts):
            return own if all(map(is_anonymous, leaves)) and len(leaves) < 2 else value
        if draws_noise(value):
            return value
        cut = any(isinstance(part, Apply) and part.head in CUT_HEADS for part in parts)
        anonymous = [leaf for leaf in leaves if is_anonymous(leaf)]
        if len(anonymous) == len(leaves) and len(leaves) == 1:
            return own
        if (cut or anonymous) and not any(isinstance(part, Apply) and part.head in ("log", "square") for part in parts):
            return own
        return value

    def expression(self, value: ast.expr, node: ast.stmt) -> None:
        """A statement that is only an expression: a method that changes its object, or a call that is given a term."""
        if isinstance(value, ast.Constant):
            return
        for one in self.each(value):
            if not isinstance(one.value, Term):
                continue
            match value:
                case ast.Call(func=ast.Attribute(attr=attr, value=ast.Name() | ast.Attribute() as holder)) if (
                    attr.endswith("_") and not attr.startswith("_") and method_meaning(attr)
                ):
                    self.bind_value(holder, one.value, one.decisions, node)
                case _:
                    self.keep(one.value, self.span(value), None, "computed")

    def give_back(self, value: ast.expr | None, node: ast.stmt) -> None:
        for one in self.each(value) if value is not None else [Alternative(dict(self.path), NOTHING)]:
            if self.returns is not None:
                self.returns.append(one)
            use = "shown" if isinstance(one.value, Record) else "returned"
            for part in _leaves(one.value):
                self.keep(part, self.span(value or node), None, use)

    def keep(self, term: Term, span: Span, name: str | None, use: str) -> None:
        """Notes a value at which a KL term may end, and one that draws noise."""
        if self.calls or not self.recording or isinstance(term, Symbol | Number | Size):
            return
        function, owner = self.frame.name, self.frame.owner
        if draws_noise(term):
            self.found.drawn.append(Drawn(term, span, name, function, owner))
        self.found.roots.append(Root(term, span, name, function, owner, use, self.scope, self.parameters))

    # Functions and classes

    def define(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        function = Function(node, self.frame)
        self.frame.set(node.name, self.path, function)
        if not self.calls:
            self.waiting.append((function, self.frame))

    def enter(self, function: Function, frame: Frame) -> None:
        """Follows a function for its own sake, with its parameters as symbols."""
        node = function.node
        inside = Frame(getattr(node, "name", "lambda"), frame, frame.attributes, frame.owner)
        for one in _parameters(node.args):
            inside.set(one.arg, {}, Symbol(one.arg, span=self.span(one)))
        for name, default in _defaults(node.args):
            if isinstance(number := self.plain_number(default), Number):
                self.found.defaults.setdefault(name, number)
        saved = self.frame, self.path, self.scope, self.returns, self.parameters
        self.frame, self.path, self.scope, self.returns = inside, {}, self.span(node), None
        self.parameters = tuple(one.arg for one in _parameters(node.args))
        self.found.functions.append(self.scope)
        try:
            if isinstance(node, ast.Lambda):
                self.give_back(node.body, ast.copy_location(ast.Return(node.body), node))
            else:
                self.block(node.body)
        finally:
            self.frame, self.path, self.scope, self.returns, self.parameters = saved

    def plain_number(self, node: ast.expr) -> Term | None:
        try:
            return Reader.term(self, node) if isinstance(node, ast.Constant | ast.UnaryOp) else None
        except InputError:
            return None

    def define_class(self, node: ast.ClassDef) -> None:
        """The methods of a class share what they assign to self: read once for that, and once for their terms."""
        attributes = Frame("attributes")
        inside = Frame(node.name, self.frame, attributes, node.name)
        for base in node.bases:
            if isinstance(base, ast.Name) and isinstance(known := self.frame.get(base.id, {}), Foreign):
                self.inherit(known, attributes, inside)
        saved = self.frame
        self.frame = inside
        self.block([one for one in node.body if not isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)])
        methods = [one for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
        for method in methods:
            attributes.set(f"self.{method.name}", {}, Function(method, inside, bound=not _is_static(method)))
        self.frame = saved
        if not self.calls:
            self.publish(methods, inside, attributes)
            self.waiting += [(Function(method, inside), inside) for method in methods]
        self.classes[node.name] = (attributes, inside)
        self.frame.set(node.name, self.path, Foreign(f"class {node.name}"))

    @property
    def classes(self) -> dict[str, tuple[Frame, Frame]]:
        return self._classes

    _classes: dict[str, tuple[Frame, Frame]]

    def inherit(self, known: Foreign, attributes: Frame, inside: Frame) -> None:
        base = self.classes.get(known.what.removeprefix("class "))
        if base is not None:
            attributes.values.update(base[0].values)

    def publish(self, methods: list[ast.FunctionDef | ast.AsyncFunctionDef], inside: Frame, attributes: Frame) -> None:
        """What the methods leave on self, for the others to read."""
        seen: dict[str, int] = {}
        kept: dict[str, list[Alternative]] = {}
        self.recording, waiting = False, list(self.waiting)
        for method in methods:
            frame = self.left_by(Function(method, inside), inside)
            renamed = {
                value.name: Symbol(name, span=value.span)
                for name, (alternative, *_) in frame.values.items()
                if name.startswith("self.") and isinstance(value := alternative.value, Symbol)
            }
            for name, alternatives in frame.values.items():
                if not name.startswith("self."):
                    continue
                seen[name] = seen.get(name, 0) + 1
                values = [
                    Alternative(
                        one.decisions, substitute(one.value, renamed) if isinstance(one.value, Term) else one.value
                    )
                    for one in alternatives
                ]
                if _is_worth_keeping(name, values):
                    kept[name] = values
        self.recording, self.waiting = True, waiting
        attributes.values.update({name: values for name, values in kept.items() if seen[name] == 1})

    def left_by(self, function: Function, frame: Frame) -> Frame:
        node = function.node
        inside = Frame(getattr(node, "name", ""), frame, frame.attributes, frame.owner)
        for one in _parameters(node.args):
            inside.set(one.arg, {}, Symbol(one.arg, span=self.span(one)))
        saved = self.frame, self.path, self.returns
        self.frame, self.path, self.returns = inside, {}, None
        try:
            if not isinstance(node, ast.Lambda):
                self.block(node.body)
        finally:
            self.frame, self.path, self.returns = saved
        return inside

    # Values

    def each(self, node: ast.expr) -> list[Alternative]:
        """The value of an expression on each path that it depends on."""
        open_, found = [dict(self.path)], []
        while open_ and len(found) < MAX_PATHS:
            taken = open_.pop()
            before, self.taken = self.taken, taken
            try:
                found.append(Alternative(taken, self.value(node)))
            except Undecided as question:
                open_ += [{**taken, question.branch: side} for side in (1, 0)]
            finally:
                self.taken = before
        return found

    def value(self, node: ast.expr) -> Value:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TooLong
        match node:
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                return Items(tuple(self.value(one) for one in elements))
            case ast.Dict(keys=keys, values=values):
                return Record({k.value: self.value(v) for k, v in zip(keys, values, strict=True) if _is_key(k)})
            case ast.Constant(value=None):
                return NOTHING
            case ast.Constant(value=str() | bytes() | bool() as constant):
                return Foreign(repr(constant))
            case ast.Lambda():
                return Function(node, self.frame)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.either(test, body, orelse, id(node))
            case ast.ListComp(
                elt=element, generators=[ast.comprehension(iter=ast.Tuple() | ast.List() as several) as one]
            ):
                return self.one_by_one(element, one.target, several)
            case ast.ListComp(elt=element, generators=[one]) | ast.GeneratorExp(elt=element, generators=[one]):
                self.bind_unknown(one.target)
                return self.value(element)
            case ast.Await(value=inner) | ast.Starred(value=inner) | ast.NamedExpr(value=inner):
                return self.value(inner)
            case ast.Name() | ast.Attribute() | ast.Subscript():
                return self.looked_up(node)
            case ast.Call():
                return self.called(node)
        return self.term(node)

    def one_by_one(self, element: ast.expr, target: ast.expr, several: ast.Tuple | ast.List) -> Value:
        """A comprehension over values that stand there."""
        values = []
        for one in several.elts:
            value = self.value(one)
            if isinstance(target, ast.Name):
                self.frame.set(target.id, self.path, value)
            values.append(self.value(element))
        return Items(tuple(values))

    def either(self, test: ast.expr, body: ast.expr, orelse: ast.expr, key: int) -> Value:
        decided = self.truth_of(test)
        if decided is None:
            if key not in self.taken:
                raise Undecided(key)
            decided = self.taken[key] == 0
        return self.value(body if decided else orelse)

    def term(self, node: ast.expr, depth: int = 0) -> Term:
        """An expression as a term; what is not understood stands for itself."""
        if isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call | ast.IfExp | ast.NamedExpr):
            value = self.value(node)
            return value if isinstance(value, Term) else self.opaque(node)
        self.steps += 1
        try:
            return super().term(node, depth)
        except UnsupportedInput:
            return self.opaque(node)

    def opaque(self, node: ast.expr) -> Symbol:
        return Symbol(_text(node), span=self.span(node))

    def looked_up(self, node: ast.Name | ast.Attribute | ast.Subscript) -> Value:
        name = _text(node)
        if (known := self.frame.get(name, self.taken)) is not None:
            return known
        if isinstance(node, ast.Subscript):
            return self.indexed(node, name)
        if isinstance(node, ast.Attribute):
            return self.attribute(node, name)
        path = self.resolved(name)
        if path in ("math.pi", "numpy.pi", "np.pi"):
            return self.constant(node)
        return Symbol(name, span=self.span(node))

    def constant(self, node: ast.expr) -> Term:
        return Reader.term(self, ast.copy_location(ast.parse("math.pi", mode="eval").body, node))

    def attribute(self, node: ast.Attribute, name: str) -> Value:
        module, _, last = self.resolved(name).rpartition(".")
        if last in ("pi", "e", "newaxis") and (module in BY_MODULE or module in ("np", "numpy", "math")):
            return Foreign("newaxis") if last == "newaxis" else Reader.named(self, node, 0)
        if isinstance(node.value, ast.Name | ast.Attribute | ast.Subscript | ast.Call):
            holder = self.value(node.value)
            if isinstance(holder, Normal):
                return distributions.attribute(holder, node.attr) or Symbol(name, span=self.span(node))
            if node.attr == "shape" and isinstance(holder, Term):
                return Shape(_whose(holder, node.value))
            if node.attr in VIEWS and isinstance(holder, Term) and not isinstance(holder, Symbol):
                return holder
            if isinstance(holder, Record) and node.attr in holder.values:
                return holder.values[node.attr]
            if isinstance(holder, Symbol) and not is_anonymous(holder.name):
                again = f"{holder.name}.{node.attr}"
                if again != name and (known := self.frame.get(again, self.taken)) is not None:
                    return known
        return Symbol(name, span=self.span(node))

    def indexed(self, node: ast.Subscript, name: str) -> Value:
        if (size := self.size_of(node)) is not None:
            return size
        holder = self.value(node.value)
        index = node.slice
        if (
            isinstance(holder, Items)
            and isinstance(place := _whole(index), int)
            and -len(holder.values) <= place < len(holder.values)
        ):
            return holder.values[place]
        if isinstance(holder, Shape) and isinstance(place := _whole(index), int):
            return Size(0 if place == -2 else place, holder.of, span=self.span(node))
        if isinstance(holder, Record) and _is_key(index) and index.value in holder.values:
            return holder.values[index.value]
        if isinstance(holder, Term) and not isinstance(holder, Symbol):
            return holder if _keeps_elements(index) else Symbol(name, span=self.span(node))
        if isinstance(holder, Symbol) and _keeps_elements(index):
            return holder
        return Symbol(name, span=self.span(node))

    def size_of(self, node: ast.expr) -> Term | None:
        try:
            return self.shape_index(node)
        except UnsupportedInput:
            return None

    # Calls

    def called(self, node: ast.Call) -> Value:
        for reading in (self.as_method, self.as_own_function, self.as_distribution, self.as_library):
            value = reading(node)
            if value is not None:
                return value
        self.given(node)
        return self.opaque(node)

    def given(self, node: ast.Call) -> None:
        """A term that is given to a function that we do not know ends there."""
        for argument in (*node.args, *(word.value for word in node.keywords)):
            if isinstance(argument, ast.BinOp | ast.Call | ast.UnaryOp | ast.Name):
                value = self.value(argument)
                if isinstance(value, Term) and not isinstance(argument, ast.Name):
                    self.keep(value, self.span(argument), None, "given")

    def as_own_function(self, node: ast.Call) -> Value | None:
        function = self.function_of(node.func)
        if function is None:
            return self.as_imported_function(node)
        if len(self.calls) >= MAX_CALLS or function.node in self.calls or not _computes(function.node):
            return None
        try:
            return self.read_in_place(function, *self.given_to(node))
        except InputError:
            return None

    def as_imported_function(self, node: ast.Call) -> Value | None:
        """What a function of another file returns; all of it stands at the call."""
        name = node.func.id if isinstance(node.func, ast.Name) else None
        if self.imported is None or name not in self.imports or len(self.calls) >= MAX_CALLS:
            return None
        found = self.imported(*self.imports[name])
        if found is None or not _computes(found[1].node):
            return None
        other, function = found
        given, words = self.given_to(node)
        other.calls, other.taken, other.recording = list(self.calls), dict(self.taken), False
        other.place_of_call = self.span(node)
        try:
            return other.read_in_place(function, given, words)
        except InputError:
            return None

    def span(self, node: ast.AST) -> Span:
        """Where a node stands; for a function of another file, where it is called."""
        return self.place_of_call or super().span(node)

    def given_to(self, node: ast.Call) -> tuple[list[Value], dict[str, Value]]:
        given = [self.value(argument) for argument in node.args if not isinstance(argument, ast.Starred)]
        return given, {word.arg: self.value(word.value) for word in node.keywords if word.arg is not None}

    def function_of(self, node: ast.expr) -> Function | None:
        if isinstance(node, ast.Call):  # Lambda(sampling)([mean, log_var])
            inner = _text(node.func).rpartition(".")[2]
            if inner == "Lambda" and node.args:
                return self.function_of(node.args[0])
            return None
        if isinstance(node, ast.Lambda):
            return Function(node, self.frame)
        if not isinstance(node, ast.Name | ast.Attribute):
            return None
        name = _text(node)
        known = self.frame.get(name, self.taken)
        if isinstance(known, Function):
            return known
        return None

    def read_in_place(self, function: Function, given: list[Value], words: dict[str, Value]) -> Value | None:
        """What a function returns for these arguments; the same ones are asked for on every path."""
        key = (
            id(function.node),
            tuple(map(id, given)),
            tuple((name, id(one)) for name, one in words.items()),
            len(self.calls),
        )
        if key not in self.known:
            self.known[key] = (given, words), self.read_again(function, given, words)
        return chosen(self.known[key][1], self.taken)

    def read_again(self, function: Function, given: list[Value], words: dict[str, Value]) -> list[Alternative]:
        inside = Frame(getattr(function.node, "name", "lambda"), function.frame, function.frame.attributes)
        if self.frame.attributes is not None and function.bound:
            inside.attributes = self.frame.attributes
        self.pass_arguments(function, given, words, inside)
        saved = self.frame, self.path, self.returns, self.taken
        self.calls.append(function.node)
        self.frame, self.path, self.returns, self.taken = inside, {}, [], {}
        try:
            if isinstance(function.node, ast.Lambda):
                self.returns = self.each(function.node.body)
            else:
                self.block(function.node.body)
            return self.returns
        finally:
            self.frame, self.path, self.returns, self.taken = saved
            self.calls.pop()

    @property
    def moments(self) -> frozenset[str]:
        """What is asked for its spread in this file: its mean is a parameter then, not a reduction."""
        return self._moments

    _moments: frozenset[str] = frozenset()

    def pass_arguments(self, function: Function, given: list[Value], words: dict[str, Value], inside: Frame) -> None:
        arguments = function.node.args
        names = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
        if function.bound and names:
            inside.set(names[0], {}, Symbol(names[0]))
            names = names[1:]
        for name, default in _defaults(arguments):
            inside.set(name, {}, self.value(default))
        for one in _parameters(arguments):
            if one.arg not in inside.values:
                inside.set(one.arg, {}, Symbol(one.arg, span=self.span(one)))
        for name, value in (*zip(names, given, strict=False), *words.items()):
            inside.set(name, {}, value)

    def as_distribution(self, node: ast.Call) -> Value | None:
        return distributions.called(self, node)

    def as_method(self, node: ast.Call) -> Value | None:
        """A method of a value that is no array."""
        if not isinstance(node.func, ast.Attribute):
            return None
        attr, holder = node.func.attr, node.func.value
        if attr in ("size", "get_shape") and not node.args and not node.keywords:
            return Shape(_whose(self.value(holder), holder))
        if attr == "mean" and not node.args and not node.keywords and _text(holder) in self.moments:
            return Symbol(f"{_text(holder)}.mean", span=self.span(node))
        if isinstance(holder, ast.Name | ast.Attribute | ast.Subscript | ast.Call) and attr in distributions.METHODS:
            return distributions.method(self, node, self.value(holder), attr)
        return None

    def as_library(self, node: ast.Call) -> Term | None:
        try:
            return self.library_call(node)
        except UnsupportedInput:
            return None

    def library_call(self, node: ast.Call) -> Term | None:
        meaning, arguments, dialect = self.meaning_of(node)
        if meaning is None:
            return None
        if dialect is not None and dialect.name != "plain" and self.dialect is None:
            self.dialect = dialect
        if first := next((word for word in node.keywords if word.arg in FIRST_KEYWORDS), None):
            arguments = [first.value, *arguments]
            node = ast.copy_location(
                ast.Call(node.func, node.args, [word for word in node.keywords if word is not first]), node
            )
        if meaning == "link":
            return self.opaque(node)
        if (
            meaning in ("sum", "mean")
            and len(arguments) == 1
            and isinstance(arguments[0], ast.ListComp | ast.GeneratorExp | ast.List)
        ):
            return self.over_a_list(arguments[0], node)
        return self.meant(meaning, node, arguments, 0)

    def over_a_list(self, node: ast.expr, call: ast.Call) -> Term:
        """A sum over a list adds one term for each layer or step: one of them is read."""
        value = self.value(node)
        if isinstance(value, Items):
            terms = [one for one in value.values if isinstance(one, Term)]
            total = terms[0] if terms else self.opaque(call)
            for one in terms[1:]:
                total = total + one
            return total
        return value if isinstance(value, Term) else self.opaque(call)

    def meaning_of(self, node: ast.Call) -> tuple[str | None, list[ast.expr], Dialect | None]:
        """What a call of a library or of an array means, and its arguments."""
        if _is_dotted(node.func):
            text = _text(node.func)
            path = without_linalg(self.resolved(text))
            module, _, spelling = path.rpartition(".")
            root = root_of(node.func) or ""
            dialect = BY_MODULE.get(module) or BY_MODULE.get(module.rpartition(".")[2] if module else "")
            if module and dialect is None and (root in self.aliases or root in BY_MODULE) and root != "self":
                meaning = COMMON.get(spelling) or function_meaning(BY_NAME["tensorflow"], spelling)
                return (meaning if spelling not in ("to",) else None), node.args, None
            if dialect is not None or not module:
                if not module and (text in self.aliases and dialect is None) and spelling not in COMMON:
                    return None, node.args, None
                meaning = "size" if path == "len" else function_meaning(dialect or BY_NAME["plain"], spelling)
                return meaning, node.args, dialect
        if isinstance(node.func, ast.Attribute):
            if node.func.attr == "size" and len(node.args) == 1:
                return "size", [node.func.value, *node.args], None
            return method_meaning(node.func.attr), [node.func.value, *node.args], BY_NAME["torch"]
        return None, [], None

    def meant(self, meaning: str, node: ast.Call, arguments: list[ast.expr], depth: int) -> Term:
        if meaning == "size" and len(arguments) == 2:
            return self.length(arguments[0], self.whole(arguments[1]), node)
        if meaning in ("identity", "reshape"):
            return self.term(arguments[0], depth) if arguments else self.opaque(node)
        if meaning in ("minimum", "maximum") and len(arguments) == 1:
            return self.opaque(node)
        return super().meant(meaning, node, arguments, depth)

    def rearranged(self, meaning: str, node: ast.Call, arguments: list[ast.expr], depth: int) -> Term:
        return self.term(arguments[0], depth) if arguments else self.opaque(node)

    def length(self, holder: ast.expr, axis: int, node: ast.expr) -> Size:
        size = super().length(holder, axis, node)
        return replace(size, of=_whose(self.value(holder), holder))

    def axes(self, node: ast.expr) -> tuple[Axis, ...] | None:
        """Axes as they are written; all but the first, where the code counts them out."""
        match node:
            case (
                ast.Call(func=ast.Name(id="list" | "tuple"), args=[ast.Call(func=ast.Name(id="range"))])
                | ast.Call(func=ast.Name(id="range"))
            ):
                return (-1,)
            case ast.Tuple(elts=[]) | ast.List(elts=[]):
                return None
            case ast.Name() | ast.Attribute():
                return self.named_axes(node)
        return super().axes(node)

    def named_axes(self, node: ast.expr) -> tuple[Axis, ...] | None:
        value = self.value(node)
        if isinstance(value, Items):
            numbers = [one.value for one in value.values if isinstance(one, Number)]
            return tuple(int(one) for one in numbers) or (-1,)
        if isinstance(value, Number):
            return (int(value.value),)
        if value == NOTHING:
            return None
        if isinstance(value, Symbol) and isinstance(default := self.found.defaults.get(value.name), Number):
            return (int(default.value),)
        return (-1,)

    def whole(self, node: ast.expr) -> int:
        if isinstance(node, ast.Name) and isinstance(value := self.value(node), Number):
            return int(value.value)
        return super().whole(node)

    def truth(self, node: ast.expr) -> bool:
        try:
            return super().truth(node)
        except UnsupportedInput:
            return isinstance(node, ast.Constant) and bool(node.value)


def flow_of(text: str, tree: ast.Module, imported: Imported | None = None) -> Flow:
    """The reader of a file, before it has read anything."""
    flow = Flow(text, imported)
    flow._classes = {}
    flow._moments = frozenset(
        _text(part.func.value)
        for part in ast.walk(tree)
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr in SPREADS
    )
    return flow


def follow(text: str, tree: ast.Module, imported: Imported | None = None) -> Findings:
    """Every value of a file at which a KL term may end, and every value that draws noise."""
    return flow_of(text, tree, imported).module(tree)


def is_anonymous(name: str) -> bool:
    """Whether a symbol stands for a call that has no name yet."""
    return "(" in name


def renamed_to(target: ast.expr, value: Value) -> Value:
    """Several values that a function returns, in the names that the caller gives them."""
    if not (isinstance(target, ast.Tuple | ast.List) and isinstance(value, Items)):
        return value
    pairs = zip(target.elts, value.values, strict=False)
    images: dict[str, Term] = {
        part.name: Symbol(_text(element), span=part.span)
        for element, part in pairs
        if isinstance(part, Symbol) and isinstance(element, ast.Name | ast.Attribute)
    }
    return Items(tuple(substitute(one, images) if isinstance(one, Term) else one for one in value.values))


def _whose(value: Value, node: ast.expr) -> str:
    """The symbol whose length an array has: its own, or the first that it is made of."""
    names = symbols(value) if isinstance(value, Term) else ()
    return names[0] if names else _text(node)


@lru_cache(maxsize=100_000)
def _text(node: ast.AST) -> str:
    return ast.unparse(node)


def _loaded(target: ast.expr) -> ast.expr:
    return target


def _is_key(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _whole(node: ast.expr) -> int | None:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return None
    return value if isinstance(value, int) else None


def _keeps_elements(index: ast.expr) -> bool:
    """Whether an index only adds axes or takes everything: [:, None], [...], [:]."""
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    return all(
        (isinstance(one, ast.Slice) and one.lower is None and one.upper is None and one.step is None)
        or (isinstance(one, ast.Constant) and one.value in (None, ...))
        or (isinstance(one, ast.Attribute) and one.attr == "newaxis")
        for one in parts
    )


def _is_dotted(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def _parameters(arguments: ast.arguments) -> Iterator[ast.arg]:
    yield from (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    yield from (one for one in (arguments.vararg, arguments.kwarg) if one is not None)


def _defaults(arguments: ast.arguments) -> Iterator[tuple[str, ast.expr]]:
    placed = [*arguments.posonlyargs, *arguments.args]
    for one, default in zip(placed[len(placed) - len(arguments.defaults) :], arguments.defaults, strict=True):
        yield one.arg, default
    for one, given in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if given is not None:
            yield one.arg, given


def _is_static(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(one, ast.Name) and one.id == "staticmethod" for one in node.decorator_list)


COMPUTING = frozenset(
    {"exp", "log", "pow", "square", "sqrt", "randn_like", "randn", "random_normal", "normal", "mean", "sum"}
)
COMPUTING |= {
    "log_prob",
    "kl_divergence",
    "reduce_mean",
    "reduce_sum",
    "Normal",
    "exp_",
    "rsample",
    "sample",
    "log1p",
    "expm1",
}


@lru_cache(maxsize=10_000)
def _computes(node: ast.AST) -> bool:
    """Whether a short function does the arithmetic of a density or a sampler, so that it is worth reading in place."""
    for count, part in enumerate(ast.walk(node)):
        if count > MAX_FUNCTION:
            return False
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and part.attr in COMPUTING:
            return True
        if isinstance(part, ast.Name) and part.id in COMPUTING:
            return True
        if isinstance(part, ast.Pow):
            return True
    return False


def _leaves(value: Value) -> Iterator[Term]:
    match value:
        case Term():
            yield value
        case Items(values=values):
            for one in values:
                yield from _leaves(one)
        case Record(values=record):
            for one in record.values():
                yield from _leaves(one)


def _is_worth_keeping(name: str, alternatives: list[Alternative]) -> bool:
    """Whether other methods should know the value: not a bare symbol, and not made of itself."""
    return all(
        isinstance(one.value, Normal | Function)
        or (isinstance(one.value, Term) and not isinstance(one.value, Symbol) and name not in symbols(one.value))
        for one in alternatives
    )
