"""Names of one array: after `std = logvar`, `std *= .5` changes both in PyTorch; `std = std * .5` changes one."""

from __future__ import annotations

import ast

from kl_check.read.dialects.dialect import COPIES, IDENTITIES, RESHAPES
from kl_check.read.dialects.table import BY_MODULE
from kl_check.read.nodes import TRANSPOSED, is_key

VIEWS = (IDENTITIES | RESHAPES) - COPIES


class Storage:
    """Which names of a text stand for one array, and which of them were changed behind its back."""

    def __init__(self) -> None:
        self._array: dict[str, str] = {}  # the first name of the array that a name stands for
        self.changed: dict[str, str] = {}  # a name, and the name through which its array was changed

    def assign(self, name: str, value: ast.expr | None) -> None:
        """A name stands for a value from now on: for an array that has a name already, or for a new one."""
        source = shared_by(value) if value is not None else None
        if source is not None:
            array = self.array(source)
            self._array[name] = array
        else:
            self._array = {one: array for one, array in self._array.items() if one != name}
            self._array |= {one: f"{name}'" for one, array in self._array.items() if array == name}  # the old array
        self.changed.pop(name, None)

    def array(self, name: str) -> str:
        return self._array.get(name, name)

    def change(self, name: str) -> None:
        """The array behind a name is changed in place: for every other name of it the text says nothing any more."""
        array = self.array(name)
        others = {array, *(one for one, held in self._array.items() if held == array)} - {name}
        for other in others:
            self.changed[other] = name

    def change_part(self, name: str) -> None:
        """Some elements are changed: then the text says nothing of the name itself either."""
        self.change(name)
        self.changed[name] = name


def shared_by(value: ast.expr) -> str | None:
    """The name whose array a value is, or is a view of; None if the value is computed."""
    while True:
        match value:
            case ast.Attribute(value=holder, attr=attribute) if attribute in TRANSPOSED or attribute == "data":
                value = holder
            case ast.Subscript(value=holder, slice=index) if not is_key(index):
                value = holder
            case ast.Name() | ast.Attribute() | ast.Subscript():
                return ast.unparse(value)
            case ast.Call(func=ast.Attribute(value=holder, attr=method), args=arguments) if method in VIEWS:
                is_function = ast.unparse(holder) in BY_MODULE
                if is_function and not arguments:
                    return None
                value = arguments[0] if is_function else holder
            case _:
                return None
