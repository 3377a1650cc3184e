"""Calls of libraries: arithmetic, reductions, noise, distributions."""

from __future__ import annotations

import ast

from kl_check.model.errors import UnsupportedInput
from kl_check.model.term import Apply, Number, Reduce, Size, Symbol, Term, number, symbols, walk
from kl_check.read import linear_algebra
from kl_check.read.dialects.dialect import COMMON, Dialect
from kl_check.read.dialects.matrices import without_linalg
from kl_check.read.dialects.table import BY_MODULE, BY_NAME, function_meaning, method_meaning
from kl_check.read.flow import distributions
from kl_check.read.flow.axes import whose
from kl_check.read.flow.expressions import Expressions
from kl_check.read.flow.filled import filled_with, one_number
from kl_check.read.flow.syntax import is_dotted, text_of
from kl_check.read.flow.values import Items, Shape, Value
from kl_check.read.nodes import root_of

FIRST_KEYWORDS = frozenset({"input_tensor", "input", "x", "a", "tensor", "arr", "values"})
COUNTS = frozenset({"numel", "nelement"})
ROOTS = frozenset({"keras", "jax", "theano", "mxnet", "tensorflow", "torch", "numpy"})
VARIABLES = frozenset({"tf.Variable", "tensorflow.Variable", "tf.compat.v1.Variable"})
"""What is trained: not the value that it begins with."""
SAME_ELEMENTS = frozenset({"expand", "expand_as", "view_as", "type_as", "broadcast_to", "astype", "requires_grad_"})
STACKING = frozenset({"stack", "add_n", "concat", "concatenate", "cat", "hstack"})
BOUNDS = {"max": "maximum", "min": "minimum"}


class Library(Expressions):
    """Reads what a call means by the tables of the dialects."""

    def as_distribution(self, node: ast.Call) -> Value | None:
        return distributions.called(self, node)

    def as_log_determinant(self, node: ast.Call) -> Value | None:
        """slogdet gives a sign and a logarithm."""
        logarithm = linear_algebra.log_determinant(self, node)
        return None if logarithm is None else Items((Symbol(f"sign of {text_of(node)}"), logarithm))

    def as_method(self, node: ast.Call) -> Value | None:
        """A method of a value that is no array."""
        if not isinstance(node.func, ast.Attribute):
            return None
        attr, holder = node.func.attr, node.func.value
        if attr in COUNTS and not node.args:
            return self.count_of(self.value(holder), holder)
        if attr in ("size", "get_shape") and not node.args and not node.keywords:
            return Shape(whose(self.value(holder), holder))
        if attr == "mean" and not node.args and not node.keywords and text_of(holder) in self.moments:
            return Symbol(f"{text_of(holder)}.mean", span=self.span(node))
        if isinstance(holder, ast.Name | ast.Attribute | ast.Subscript | ast.Call) and attr in distributions.METHODS:
            return distributions.method(self, node, self.value(holder), attr)
        return None

    def count_of(self, value: Value, node: ast.expr) -> Term:
        """How many elements an array has: its batch times its latents."""
        of = value.of if isinstance(value, Shape) else whose(value, node)
        return Apply("multiply", (Size(0, of), Size(-1, of)), span=self.span(node))

    def as_library(self, node: ast.Call) -> Term | None:
        try:
            return self.library_call(node)
        except UnsupportedInput:
            return None

    def library_call(self, node: ast.Call) -> Term | None:
        if text_of(node.func) in VARIABLES:
            return self.opaque(node)
        if (number := filled_with(node, self)) is not None:
            return number
        if (bounded := self.bounded(node)) is not None:
            return bounded
        node = without_exclusion(node)
        meaning, arguments, dialect = self.meaning_of(node)
        if meaning is None:
            return self.stacked(node)
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

    def stacked(self, node: ast.Call) -> Term | None:
        """One value for each layer or step, put into one array or added up: one of them is read."""
        if text_of(node.func).rpartition(".")[2] not in STACKING or not node.args:
            return None
        value = self.value(node.args[0])
        return value if isinstance(value, Apply | Reduce) else None

    def bounded(self, node: ast.Call) -> Term | None:
        """max(a, b), torch.max(a, b) and relu(a - b), which are bounds of one value, not the largest of many."""
        name, values = text_of(node.func).rpartition(".")[2], node.args
        if name in BOUNDS and len(values) == 2 and not node.keywords and not isinstance(values[0], ast.List):
            left, right = map(self.term, values)
            plain = isinstance(right, Number) and right.value.denominator == 1 and "." in text_of(node.func)
            return None if plain else Apply(BOUNDS[name], (left, right), span=self.span(node))
        if name == "relu" and len(values) == 1:
            term = self.term(values[0])
            is_a_layer = len(symbols(term)) < 2 or any(
                isinstance(part, Apply) and part.head == "matmul" for part in walk(term)
            )
            return None if is_a_layer else Apply("maximum", (term, number(0)), span=self.span(node))
        return None

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
        if is_dotted(node.func):
            text = text_of(node.func)
            path = without_linalg(self.resolved(text))
            module, _, spelling = path.rpartition(".")
            root = root_of(node.func) or ""
            dialect = BY_MODULE.get(module)
            if dialect is None and module and (root in self.aliases or root in BY_MODULE or root in ROOTS):
                dialect = BY_MODULE.get(module.rpartition(".")[2])
            if module and dialect is None and (root in self.aliases or root in BY_MODULE) and root != "self":
                meaning = COMMON.get(spelling) or function_meaning(BY_NAME["tensorflow"], spelling)
                return (meaning if spelling != "to" else None), node.args, None
            if dialect is not None or not module:
                if not module and (text in self.aliases and dialect is None) and spelling not in COMMON:
                    return None, node.args, None
                meaning = "size" if path == "len" else function_meaning(dialect or BY_NAME["plain"], spelling)
                return meaning, node.args, dialect
        if isinstance(node.func, ast.Attribute):
            if node.func.attr == "size" and len(node.args) == 1:
                return "size", [node.func.value, *node.args], None
            meaning = "identity" if node.func.attr in SAME_ELEMENTS else method_meaning(node.func.attr)
            return meaning, [node.func.value, *node.args], BY_NAME["torch"]
        return None, [], None

    def meant(self, meaning: str, node: ast.Call, arguments: list[ast.expr], depth: int) -> Term:
        if meaning == "matmul":
            return self.product(lambda: super(Library, self).meant(meaning, node, arguments, depth))
        if meaning == "size" and len(arguments) == 2:
            return self.length(arguments[0], self.whole(arguments[1]), node)
        if meaning in ("identity", "reshape"):
            return self.rearranged(meaning, node, arguments, depth)
        if meaning in ("minimum", "maximum") and len(arguments) == 1:
            return self.opaque(node)
        return super().meant(meaning, node, arguments, depth)

    def rearranged(self, _: str, node: ast.Call, arguments: list[ast.expr], depth: int) -> Term:
        if not arguments:
            return self.opaque(node)
        value = self.value(arguments[0])
        return one_number(value) or (value if isinstance(value, Term) else self.term(arguments[0], depth))


def without_exclusion(node: ast.Call) -> ast.Call:
    """MXNet's `axis=0, exclude=True`: all axes but the batch's."""
    words = {word.arg: word.value for word in node.keywords}
    if not isinstance(exclude := words.get("exclude"), ast.Constant) or not exclude.value:
        return node
    last = ast.keyword("axis", ast.UnaryOp(ast.USub(), ast.Constant(1)))
    kept = [word for word in node.keywords if word.arg not in ("axis", "exclude")]
    replaced = ast.copy_location(ast.Call(node.func, node.args, [*kept, last]), node)
    return ast.fix_missing_locations(replaced)
