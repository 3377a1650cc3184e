"""How the libraries spell linear algebra: functions of their `linalg` modules, of their main ones, and methods."""

from __future__ import annotations

from collections.abc import Mapping

SPELLINGS: Mapping[str, str] = {
    **dict.fromkeys(("trace", "tr", "Tr"), "trace"),
    **dict.fromkeys(("det", "matrix_determinant"), "determinant"),
    **dict.fromkeys(("logdet", "log_det"), "log_determinant"),
    **dict.fromkeys(("slogdet", "log_matrix_determinant"), "slogdet"),
    **dict.fromkeys(("inv", "inverse", "matrix_inverse"), "inverse"),
    **dict.fromkeys(("matmul", "mm", "mv", "dot", "vdot", "inner"), "matmul"),
    **dict.fromkeys(("transpose", "t", "swapaxes", "matrix_transpose", "adjoint", "swapdims"), "transpose"),
    **dict.fromkeys(("diag", "diagonal", "diag_embed", "diag_part", "matrix_diag", "matrix_diag_part"), "diag"),
    **dict.fromkeys(("tensor_diag", "tensor_diag_part"), "diag"),
    **dict.fromkeys(("solve", "cholesky_solve", "cholesky_inverse", "solve_triangular"), "solve"),
    **dict.fromkeys(("outer", "ger"), "outer"),
    "triangular_solve": "solve",
    "cholesky": "cholesky",
    "eye": "identity_matrix",
}
"""Spelling to head; `slogdet` and `solve` are written out with others when they are read."""

LINALG = frozenset({"linalg", "LA", "la", "sla", "nla", "slinalg"})
"""The last part of a module's name; torch.linalg.inv is read as torch.inv."""


def without_linalg(path: str) -> str:
    """A dotted name without its `linalg`; one that is nothing else belongs to NumPy."""
    module, _, spelling = path.rpartition(".")
    outer, _, last = module.rpartition(".")
    if last not in LINALG:
        return path
    return f"{'np' if outer in ('', 'scipy', 'sp') else outer}.{spelling}"
