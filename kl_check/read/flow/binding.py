"""What a name holds after an assignment: the expression, or a symbol where the expression says nothing."""

from __future__ import annotations

import ast

from kl_check.know.names import is_kl_name, is_size, is_weight
from kl_check.model.term import Apply, Number, Reduce, Size, Symbol, Term, substitute, symbols, walk
from kl_check.read.flow.calls import Calls
from kl_check.read.flow.frame import Decisions
from kl_check.read.flow.names import is_anonymous
from kl_check.read.flow.syntax import is_detached, is_trained, key_of, text_of
from kl_check.read.flow.values import Foreign, Function, Items, Shape, Value
from kl_check.read.python import draws_noise

MAX_LEAVES = 10  # symbols of a value that is kept as an expression
MAX_PARTS = 300

CUT_HEADS = frozenset({"clamp", "minimum", "maximum", "abs", "softplus", "sigmoid", "tanh", "relu"})
"""Functions that no role is made with: their value is a symbol of its own once it has a name."""

MATRIX_HEADS = frozenset({"trace", "determinant", "log_determinant", "inverse", "transpose", "identity_matrix"})


class Binding(Calls):
    """Gives values to names, attributes, items, and several of them at once."""

    def assign(self, target: ast.expr, value: ast.expr, node: ast.stmt) -> None:
        for one in self.each(value):
            held = renamed_to(target, one.value) if isinstance(value, ast.Call) else one.value
            self.bind_value(target, self.copied(target, value, held), one.decisions, node)

    def copied(self, target: ast.expr, value: ast.expr, held: Value) -> Value:
        """A copy without gradient has a name of its own: `old_mu = mu.detach()` is another Gaussian's mean."""
        if not (isinstance(held, Symbol) and is_detached(value)) or is_anonymous(held.name):
            return held
        name = text_of(target)
        if name == held.name or not isinstance(target, ast.Name | ast.Attribute):
            return held
        self.found.copies[name] = held
        return Symbol(name, span=self.span(target))

    def bind_value(self, target: ast.expr, value: Value, decisions: Decisions, node: ast.stmt) -> None:
        match target:
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                self.unpack(elements, value, decisions, node)
            case ast.Starred(value=inner):
                self.bind_value(inner, Foreign("rest"), decisions, node)
            case ast.Name() | ast.Attribute() | ast.Subscript():
                name = text_of(target)
                if isinstance(target, ast.Subscript) and key_of(target.slice) is None:
                    if isinstance(value, Term):
                        self.keep(value, self.span(node), name, "assigned")
                    self.fill_in_part(target.value, decisions)
                    if not isinstance(value, Term) or not isinstance(target.slice, ast.Name | ast.Constant):
                        return
                    self.frame.set(name, decisions, self.settled(name, value, target))  # mus[t], of any turn
                    return
                if (
                    isinstance(value, Function)
                    and isinstance(value.node, ast.Lambda)
                    and not self.calls
                    and self.recording
                ):
                    self.waiting.append((value, self.frame))
                if isinstance(target, ast.Attribute) and is_trained(node):
                    self.found.trained.add(name)
                if isinstance(value, Term):
                    self.keep(value, self.span(node), name, "assigned")
                    value = self.settled(name, value, target)
                    self.note_name(name, value)
                self.frame.set(name, decisions, value)

    def fill_in_part(self, holder: ast.expr, decisions: Decisions) -> None:
        """An array of which a part is assigned to is not what it was made as."""
        name = text_of(holder)
        if any(isinstance(one.value, Number) for one in self.each(holder)):
            self.frame.set(name, decisions, Symbol(name, span=self.span(holder)))

    def note_name(self, name: str, value: Term) -> None:
        if isinstance(value, Apply):
            self.found.named[id(value)] = value, name

    def unpack(self, elements: list[ast.expr], value: Value, decisions: Decisions, node: ast.stmt) -> None:
        parts: list[Value]
        if isinstance(value, Items) and len(value.values) == len(elements):
            parts = list(value.values)
        elif isinstance(value, Shape):
            parts = [Size(place, value.of) for place in range(len(elements))]
        else:
            parts = [Symbol(text_of(one), span=self.span(one)) for one in elements]
        for element, part in zip(elements, parts, strict=True):
            self.bind_value(element, part, decisions, node)

    def settled(self, name: str, value: Term, target: ast.expr) -> Term:
        """What a name holds: the expression, or a symbol where the expression says nothing that a reader needs."""
        leaves = symbols(value)
        own = Symbol(name, span=self.span(target))
        if isinstance(value, Symbol):
            says_nothing = (is_anonymous(value.name) or "[" in value.name) and value.name not in self.found.densities
            return own if says_nothing else value
        if not leaves and is_setting(name, value):
            return own
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
        if len(leaves) == 1 and any(map(is_softplus, parts)):
            return own
        anonymous = [leaf for leaf in leaves if is_anonymous(leaf)]
        if len(anonymous) == len(leaves) and len(leaves) == 1:
            return own
        if (cut or anonymous) and not any(isinstance(part, Apply) and part.head in ("log", "square") for part in parts):
            return own
        return value


def is_softplus(term: Term) -> bool:
    """log(1 + exp(x)), written out."""
    match term:
        case Apply(head="log1p", arguments=(Apply(head="exp"),)):
            return True
        case Apply(head="log", arguments=(Apply(head="add", arguments=(left, right)),)):
            return any(
                isinstance(one, Number) and one.value == 1 and isinstance(other, Apply) and other.head == "exp"
                for one, other in ((left, right), (right, left))
            )
    return False


def is_setting(name: str, value: Term) -> bool:
    """Whether a number is known by its name: `batch_size = 64` is a size of any length, `beta = 4` any weight."""
    if any(isinstance(part, Size) for part in walk(value)):
        return False
    if isinstance(value, Number) and (value.value <= 1 or value.value.denominator > 1):
        return is_weight(name) and len(name) > 1
    return is_size(name) or (is_weight(name) and len(name) > 1)


def renamed_to(target: ast.expr, value: Value) -> Value:
    """Several values that a function returns, in the names that the caller gives them."""
    if not (isinstance(target, ast.Tuple | ast.List) and isinstance(value, Items)):
        return value
    pairs = zip(target.elts, value.values, strict=False)
    images: dict[str, Term] = {
        part.name: Symbol(text_of(element), span=part.span)
        for element, part in pairs
        if isinstance(part, Symbol) and isinstance(element, ast.Name | ast.Attribute)
    }
    return Items(tuple(substitute(one, images) if isinstance(one, Term) else one for one in value.values))
