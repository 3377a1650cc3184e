"""Linear algebra in Python: what is read, and what is refused because it would change the value."""

from __future__ import annotations

import pytest

from kl_check.algebra.show import text
from kl_check.model.errors import InputError
from kl_check.read.text import read_text

REFUSED = [
    pytest.param("np.trace(S, 1)", "main diagonal", id="trace-beside-the-diagonal"),
    pytest.param("np.trace(S, offset=1)", "main diagonal", id="trace-with-an-offset"),
    pytest.param("torch.diag(L, 1).log().sum()", "main diagonal", id="superdiagonal"),
    pytest.param("torch.linalg.solve(A, B, left=False)", "left", id="solve-from-the-right"),
    pytest.param("torch.cholesky_solve(b, L, upper=True)", "lower factor", id="an-upper-factor"),
    pytest.param("scipy.linalg.solve_triangular(L, b)", "which triangle", id="a-triangle-not-said"),
    pytest.param("scipy.linalg.solve_triangular(L, b, trans=1, lower=True)", "trans", id="a-transposed-solve"),
    pytest.param("torch.triangular_solve(b, L, upper=False)", "write solve_triangular", id="arguments-the-other-way"),
    pytest.param("np.linalg.slogdet(S)", "sign and a logarithm", id="slogdet-as-a-number"),
    pytest.param("np.linalg.slogdet(S)[0]", "with an attribute or index", id="the-sign-of-slogdet"),
    pytest.param("np.linalg.inv()", "without an argument", id="no-argument"),
    pytest.param("np.dot(a)", "2 arguments", id="one-argument"),
    pytest.param("np.linalg.norm(S)", "norm", id="a-norm"),
    pytest.param("x" + ".T" * 400, "deep", id="many-transposes"),
]


@pytest.mark.parametrize(("source", "message"), REFUSED)
def test_what_would_change_the_value_is_refused(source: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_text(source)


READ = [
    pytest.param("scipy.linalg.cholesky(S)", "transpose(cholesky(S))", id="scipy-gives-the-upper-factor"),
    pytest.param("scipy.linalg.cholesky(S, lower=True)", "cholesky(S)", id="scipy-asked-for-the-lower"),
    pytest.param("np.linalg.cholesky(S)", "cholesky(S)", id="numpy-gives-the-lower-factor"),
    pytest.param("torch.linalg.cholesky(S, upper=True)", "transpose(cholesky(S))", id="torch-asked-for-the-upper"),
    pytest.param("np.inner(A, B)", "A @ transpose(B)", id="inner-is-over-the-last-axes"),
    pytest.param("tf.matmul(A, B, transpose_b=True)", "A @ transpose(B)", id="a-transposing-product"),
    pytest.param("A @ B.T", "A @ transpose(B)", id="operator-and-attribute"),
    pytest.param("A.mm(B.t())", "A @ transpose(B)", id="methods"),
    pytest.param("np.linalg.solve(A, b)", "inverse(A) @ b", id="solve"),
    pytest.param("torch.cholesky_solve(b, L)", "inverse(L @ transpose(L)) @ b", id="torch-cholesky-solve"),
    pytest.param("tf.linalg.cholesky_solve(L, b)", "inverse(L @ transpose(L)) @ b", id="tensorflow-cholesky-solve"),
    pytest.param("torch.cholesky_inverse(L)", "inverse(L @ transpose(L))", id="cholesky-inverse"),
    pytest.param("tf.linalg.triangular_solve(L, b)", "inverse(L) @ b", id="tensorflow-assumes-lower"),
    pytest.param("torch.linalg.solve_triangular(L, b, upper=False)", "inverse(L) @ b", id="torch-says-lower"),
    pytest.param("torch.slogdet(S).logabsdet", "log_determinant(S)", id="a-field-of-slogdet"),
    pytest.param("S.slogdet()[1]", "log_determinant(S)", id="slogdet-as-a-method"),
    pytest.param("_, a = np.linalg.slogdet(S)\n2 * a", "2*log_determinant(S)", id="slogdet-unpacked"),
    pytest.param("torch.diagonal(L, 0, -2, -1)", "diag(L)", id="the-main-diagonal-with-its-axes"),
    pytest.param("L.diagonal(dim1=-2, dim2=-1)", "diag(L)", id="the-main-diagonal-as-a-method"),
    pytest.param("from numpy.linalg import inv\ninv(S)", "inverse(S)", id="imported-by-name"),
    pytest.param("import numpy.linalg as LA\nLA.inv(S)", "inverse(S)", id="imported-by-an-alias"),
]


@pytest.mark.parametrize(("source", "read"), READ)
def test_every_spelling_is_the_same_term(source: str, read: str) -> None:
    assert text(read_text(source).term) == read
