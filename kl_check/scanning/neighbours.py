"""Functions that a file imports from others of the same repository, found by their path and read when asked for."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path

from kl_check.model.finding import FileError
from kl_check.read.flow.follow import Flow, flow_of
from kl_check.read.flow.values import Function
from kl_check.scanning.source import read_source

MAX_HOPS = 3  # from one module to the one that it takes a name from
MAX_FOLDERS = 8  # above the file, in which a module is looked for

DEFINING = (ast.FunctionDef, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)


@dataclass
class Neighbours:
    """Resolves imports of one file. Nothing is imported: files are read as text."""

    path: str
    flows: dict[Path, Flow | None] = field(default_factory=dict)

    def __call__(self, module: str, name: str) -> tuple[Flow, Function] | None:
        return self.found(Path(self.path).absolute(), module, name, MAX_HOPS)

    def found(self, path: Path, module: str, name: str, hops: int) -> tuple[Flow, Function] | None:
        """The function, or the one that the module itself imports under this name."""
        for file in files(path, module):
            flow = self.flow(file)
            if flow is None:
                continue
            if isinstance(value := flow.frame.get(name, {}), Function):
                return flow, value
            again = [flow.imports[name]] if name in flow.imports else [(star, name) for star in flow.stars]
            for next_module, next_name in again if hops else ():
                if (further := self.found(file, next_module, next_name, hops - 1)) is not None:
                    return further
        return None

    def flow(self, file: Path) -> Flow | None:
        """The reader of another file, after its definitions: its functions are read when they are called."""
        if file not in self.flows:
            self.flows[file] = None  # a file that imports itself in a circle is not asked twice
            source = read_source(str(file), every=True)
            if source is not None and not isinstance(source, FileError):
                flow = flow_of(source.text, source.tree)
                flow.recording = False
                flow.block([one for one in source.tree.body if isinstance(one, DEFINING)])
                self.flows[file] = flow
        return self.flows[file]


def files(path: Path, module: str) -> list[Path]:
    """Where a module may be: beside the file for a relative import, in a folder above it for another."""
    dots = len(module) - len(module.lstrip("."))
    parts = [part for part in module.lstrip(".").split(".") if part]
    folders = list(path.parents)[: MAX_FOLDERS + dots]
    starts = folders[dots - 1 : dots] if dots else folders
    found = (start.joinpath(*parts) for start in starts if parts)
    return [file for one in found for file in (one.with_suffix(".py"), one / "__init__.py") if file.is_file()]
