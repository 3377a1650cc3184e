"""Verdicts on lines with full covariance matrices: near-misses first."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

from kl_check import check
from kl_check.model.errors import Misuse

Q, TRACE = "(m2 - m1) @ np.linalg.inv(S2) @ (m2 - m1)", "np.trace(np.linalg.inv(S2) @ S1)"
LOGS = "np.linalg.slogdet(S2)[1] - np.linalg.slogdet(S1)[1]"


def line(trace: str = TRACE, mean: str = Q, logs: str = LOGS, k: str = "k") -> str:
    return f"0.5 * ({trace} + {mean} - {k} + {logs})"


NEAR_MISSES = [
    pytest.param(line(trace="np.trace(np.linalg.inv(S1) @ S2)"), "other", id="inverse-of-the-wrong-one"),
    pytest.param(line(trace="np.trace(S2 @ S1)"), "changed-power", id="inverse-forgotten-in-the-trace"),
    pytest.param(line(trace="np.trace(np.linalg.inv(S2) @ np.linalg.inv(S1))"), "changed-power", id="both-inverted"),
    pytest.param(line(trace="np.trace(S1)"), "changed-power", id="trace-of-the-posterior-alone"),
    pytest.param(line(trace="np.sum(np.linalg.inv(S2) @ S1)"), "other", id="all-entries-for-the-trace"),
    pytest.param(line(trace="np.sum((np.linalg.inv(S2) @ S1)**2)"), "other", id="frobenius-norm-for-the-trace"),
    pytest.param(line(trace="np.trace(np.linalg.inv(S2)) * np.trace(S1)"), "other", id="product-of-traces"),
    pytest.param(line(trace="np.linalg.det(np.linalg.inv(S2) @ S1)"), "other", id="determinant-for-the-trace"),
    pytest.param(line(trace="0.5 * " + TRACE), "wrong-coefficient", id="half-a-trace"),
    pytest.param(line(trace="-" + TRACE), "sign", id="sign-of-the-trace"),
    pytest.param(line(mean="(m2 - m1) @ S2 @ (m2 - m1)"), "changed-power", id="inverse-forgotten-in-the-distance"),
    pytest.param(line(mean="(m2 - m1) @ (m2 - m1)"), "changed-power", id="euclidean-distance"),
    pytest.param(line(mean="(m2 - m1) @ np.linalg.inv(S1) @ (m2 - m1)"), "other", id="distance-by-the-posterior"),
    pytest.param(line(trace="np.trace(np.linalg.inv(S2) * S1)"), "other", id="entry-by-entry-in-the-trace"),
    pytest.param(line(mean="(m2 + m1) @ np.linalg.inv(S2) @ (m2 - m1)"), "sign", id="a-sum-of-means"),
    pytest.param(line(mean="m1 @ np.linalg.inv(S2) @ (m2 - m1)"), "other", id="a-mean-without-the-other"),
    pytest.param(
        line(logs="2 * np.linalg.slogdet(S2)[1] - np.linalg.slogdet(S1)[1]"), "log-factor", id="one-log-twice"
    ),
    pytest.param(line(logs="-np.linalg.slogdet(S2)[1] - np.linalg.slogdet(S1)[1]"), "sign", id="sign-of-one-log"),
    pytest.param(line(logs="np.linalg.slogdet(S1)[1] - np.linalg.slogdet(S2)[1]"), "sign", id="logs-the-other-way"),
    pytest.param(line(logs="np.linalg.slogdet(S2)[1]"), "dropped-term", id="one-log-determinant-forgotten"),
    pytest.param(line(logs="0"), "dropped-term", id="both-log-determinants-forgotten"),
    pytest.param(line(logs="2 * (" + LOGS + ")"), "log-factor", id="twice-the-log-determinants"),
    pytest.param(line(logs="np.linalg.det(S2) / np.linalg.det(S1)"), "missing-log", id="determinants-without-log"),
]


@pytest.mark.parametrize(("text", "mistake"), NEAR_MISSES)
def test_a_slip_of_one_part_is_wrong_named_and_mended(text: str, mistake: str) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.mistakes) == ("wrong", (mistake,))
    assert verdict.witness is not None
    assert verdict.evidence[0].strength == "proved"
    assert verdict.fix is not None
    assert check(verdict.fix.text).verdict == "exact"


UP_TO_SCALE_AND_SHIFT = [
    pytest.param(f"{TRACE} + {Q} - k + {LOGS}", "scaled", "2", "0", ("missing-half",), id="no-half"),
    pytest.param("-" + line(), "scaled", "-1", "0", ("sign",), id="negated"),
    pytest.param(line() + " / k", "scaled", "1/J", "0", ("mean-over-latents",), id="divided-by-the-size"),
    pytest.param(line(k="0"), "shifted", "1", "J/2", ("dropped-constant",), id="no-size"),
    pytest.param(line(k="3"), "shifted", "1", "J/2 - 3/2", ("dropped-constant",), id="a-number-for-the-size"),
    pytest.param(f"0.5 * ({TRACE} + {Q} + {LOGS}) - k", "shifted", "1", "-J/2", ("dropped-constant",), id="outside"),
]


@pytest.mark.parametrize(("text", "word", "scale", "offset", "mistakes"), UP_TO_SCALE_AND_SHIFT)
def test_a_factor_and_a_constant_are_found_for_every_size(
    text: str, word: str, scale: str, offset: str, mistakes: tuple[str, ...]
) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.scale, verdict.offset, verdict.mistakes) == (word, scale, offset, mistakes)
    assert verdict.fix is not None
    assert check(verdict.fix.text).verdict == "exact"


EXACT = [
    pytest.param(line(), "KL(N(m1, S1) ‖ N(m2, S2))", id="numpy"),
    pytest.param(line(trace="np.trace(S1 @ np.linalg.inv(S2))"), "KL(N(m1, S1) ‖ N(m2, S2))", id="trace-is-cyclic"),
    pytest.param(line(trace="np.sum(np.linalg.inv(S2) * S1)"), "KL(N(m1, S1) ‖ N(m2, S2))", id="trace-by-entries"),
    pytest.param(line(trace="np.trace(np.linalg.solve(S2, S1).T)"), "KL(N(m1, S1) ‖ N(m2, S2))", id="transposed"),
    pytest.param(
        "_, a = np.linalg.slogdet(S1)\n_, b = np.linalg.slogdet(S2)\nd = m2 - m1\n"
        "0.5 * (np.trace(np.linalg.solve(S2, S1)) + d.T @ np.linalg.solve(S2, d) - len(m1) + b - a)",
        "KL(N(m1, S1) ‖ N(m2, S2))",
        id="solve-and-slogdet",
    ),
    pytest.param(
        "A = torch.linalg.cholesky(S1)\nB = torch.linalg.cholesky(S2)\n"
        "M = torch.linalg.solve_triangular(B, A, upper=False)\n"
        "y = torch.linalg.solve_triangular(B, m2 - m1, upper=False)\n"
        "0.5*(M.pow(2).sum() + y.pow(2).sum() - k) + B.diagonal().log().sum() - A.diagonal().log().sum()",
        "KL(N(m1, S1) ‖ N(m2, S2))",
        id="whitened-by-cholesky-factors",
    ),
    pytest.param(
        "0.5*(torch.trace(L @ L.T) + mu @ mu - k) - torch.log(torch.diag(L)).sum()",
        "KL(N(mu, L Lᵀ) ‖ N(0, I))",
        id="cholesky-factor-given",
    ),
    pytest.param(
        "0.5*(tf.linalg.trace(tf.matmul(L, L, transpose_b=True)) + tf.reduce_sum(mu**2) - k"
        " - 2*tf.reduce_sum(tf.math.log(tf.linalg.diag_part(L))))",
        "KL(N(mu, L Lᵀ) ‖ N(0, I))",
        id="tensorflow",
    ),
    pytest.param(
        "0.5*(jnp.trace(P2 @ jnp.linalg.inv(P1)) + (m2-m1) @ P2 @ (m2-m1) - k + jnp.linalg.slogdet(P1)[1]"
        " - jnp.linalg.slogdet(P2)[1])",
        "KL(N(m1, P1⁻¹) ‖ N(m2, P2⁻¹))",
        id="precision-matrices",
    ),
    pytest.param(
        "0.5*(np.trace(np.diag(np.exp(logvar))) + mu @ mu - k - logvar.sum())",
        "KL(N(mu, diag(exp(logvar))) ‖ N(0, I))",
        id="a-diagonal-given-as-a-matrix",
    ),
    pytest.param(
        "1/2*(log(det(S2)/det(S1)) - k + tr(inv(S2)*S1) + (m2-m1).T*inv(S2)*(m2-m1))",
        "KL(N(m1, S1) ‖ N(m2, S2))",
        id="typed-mathematics",
    ),
    pytest.param(
        r"\frac{1}{2}\left(\operatorname{tr}(\Sigma)+\mu^\top\mu-k-\ln\det\Sigma\right)",
        "KL(N(mu, Sigma) ‖ N(0, I))",
        id="standard-prior",
    ),
    pytest.param(
        r"\frac12\left[-\log|\Sigma_2^{-1}\Sigma_1|-d+\mathrm{tr}\{\Sigma_2^{-1}\Sigma_1\}"
        r"+(\mu_1-\mu_2)\Sigma_2^{-1}(\mu_1-\mu_2)^T\right]",
        "KL(N(mu_1, Sigma_1) ‖ N(mu_2, Sigma_2))",
        id="means-as-rows-and-the-determinant-of-a-product",
    ),
    pytest.param(
        r"\frac{1}{2}\left(\mathrm{tr}(\Sigma + \mu\mu^T)-k-\log|\Sigma|\right)",
        "KL(N(mu, Sigma) ‖ N(0, I))",
        id="an-outer-product-in-the-trace",
    ),
]


@pytest.mark.parametrize(("text", "kl"), EXACT)
def test_an_exact_line_is_proved_at_sizes_1_to_4(text: str, kl: str) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.target) == ("exact", "full")
    proof = verdict.evidence[0]
    assert (proof.outcome, proof.strength, proof.scope, proof.detail["as"]) == ("agrees", "proved", "sizes 1 to 4", kl)


BRACKET = (
    r"\log\frac{|\Sigma_2|}{|\Sigma_1|} - D + \mathrm{tr}(\Sigma_2^{-1}\Sigma_1)"
    r" + (\mu_2-\mu_1)^T\Sigma_2^{-1}(\mu_2-\mu_1)"
)

MISPLACED = [
    pytest.param(rf"\frac{{1}}{{2}}\log[ {BRACKET.removeprefix(chr(92) + 'log')} ]", id="all-of-it-under-the-log"),
    pytest.param(rf"\frac{{1}}{{2}} {BRACKET}", id="half-of-the-log-only"),
    pytest.param("0.5*(np.log(np.linalg.det(S2)/np.linalg.det(S1) - k + " + f"{TRACE} + {Q}))", id="in-code"),
]


@pytest.mark.parametrize("text", MISPLACED)
def test_a_misplaced_bracket_is_named_and_moved(text: str) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.mistakes) == ("wrong", ("misplaced-parenthesis",))
    assert verdict.fix is not None
    assert check(verdict.fix.text).verdict == "exact"


def test_a_mean_taken_from_itself_is_a_dropped_term() -> None:
    verdict = check(
        r"\frac{1}{2}[\log\frac{|\Sigma_q|}{|\Sigma_p|} - k + (\mu_p - \mu_p)^T\Sigma_q^{-1}(\mu_p - \mu_p)"
        r" + tr(\Sigma_q^{-1}\Sigma_p)]"
    )
    assert (verdict.verdict, verdict.mistakes) == ("wrong", ("dropped-term",))
    assert verdict.fix is not None
    assert r"(\mu_q - \mu_p)^T\Sigma_q^{-1}(\mu_q - \mu_p)" in verdict.fix.text


# Direction

SWAPPED = BRACKET.replace("_1", "_0").replace("_2", "_1").replace("_0", "_2")
LETTERS = BRACKET.replace("_1", "_p").replace("_2", "_q")


def test_numbers_say_which_is_the_prior() -> None:
    verdict = check(rf"\frac{{1}}{{2}}[{SWAPPED}]")
    assert (verdict.verdict, verdict.target, verdict.mistakes) == ("wrong", "reverse", ("reversed",))
    assert verdict.fix is not None
    assert check(verdict.fix.text).verdict == "exact"


def test_p_and_q_alone_do_not_in_mathematics() -> None:
    verdict = check(rf"\frac{{1}}{{2}}[{LETTERS}]")
    assert (verdict.verdict, verdict.notes) == ("exact", ("direction",))


def test_p_and_q_do_in_code() -> None:
    text = line().replace("S1", "cov_p").replace("S2", "cov_q").replace("m1", "mu_p").replace("m2", "mu_q")
    assert check(text).mistakes == ("reversed",)


def test_one_gaussian_taken_from_the_standard_one_is_reversed() -> None:
    verdict = check("0.5*(np.trace(np.linalg.inv(S)) + mu @ np.linalg.inv(S) @ mu - k + np.linalg.slogdet(S)[1])")
    assert (verdict.verdict, verdict.mistakes) == ("wrong", ("reversed",))


def test_a_mean_as_a_column_is_tried_where_one_axis_reads_otherwise() -> None:
    text = "d = m2 - m1\n" + f"0.5 * (np.trace(np.linalg.inv(S2) @ (S1 + d @ d.T)) - k + {LOGS})"
    assert check(text).verdict == "exact"


def test_an_unknown_name_is_misuse() -> None:
    with pytest.raises(Misuse, match="no such name"):
        check(line(), reading={"S9": "cov"})


# What is told beside


def test_a_shared_covariance_is_noted() -> None:
    verdict = check(r"\frac12 (\mu_1-\mu_2)^T\Sigma^{-1}(\mu_1-\mu_2)")
    assert (verdict.verdict, verdict.notes) == ("exact", ("equal-variance",))


def test_a_weight_does_not_disturb() -> None:
    verdict = check(f"beta * {line()}")
    assert (verdict.verdict, verdict.scale, verdict.notes) == ("exact", "1", ("weighted",))


def test_a_declared_role_that_the_formula_contradicts_is_inconsistent() -> None:
    verdict = check(line(), reading={"S1": "precision"})
    assert (verdict.verdict, verdict.mistakes) == ("inconsistent", ("scale-mismatch",))


def test_a_misleading_name_is_noted() -> None:
    verdict = check(
        "0.5*(np.trace(cov2 @ np.linalg.inv(cov1)) + (m2-m1) @ cov2 @ (m2-m1) - k + np.linalg.slogdet(cov1)[1]"
        " - np.linalg.slogdet(cov2)[1])"
    )
    assert (verdict.verdict, verdict.notes) == ("exact", ("misleading-name",))
    assert verdict.reading is not None
    assert verdict.reading["cov1"] == "precision"


def test_no_means_at_all_lack_a_term() -> None:
    verdict = check(f"0.5 * ({TRACE} - k + {LOGS})")
    assert (verdict.verdict, verdict.mistakes) == ("wrong", ("dropped-term",))


def test_a_fixed_prior_is_heeded() -> None:
    text = "0.5*(np.trace(S)/4 + mu @ mu/4 - k + 2*k*np.log(2) - np.linalg.slogdet(S)[1])"
    assert check(text, prior=(0, 2)).verdict == "exact"  # type: ignore[arg-type]
    assert check(text).verdict == "wrong"


NO_KL = [
    pytest.param("np.trace(S)", "unrelated", id="a-trace"),
    pytest.param(
        "-0.5*(x-mu) @ np.linalg.inv(S) @ (x-mu) - 0.5*np.linalg.slogdet(S)[1] - 0.5*k*np.log(2*np.pi)",
        "unrelated",
        id="a-log-density",
    ),
    pytest.param("np.trace(np.linalg.inv(S1 + S2) @ S1) + m @ m", "undecided", id="the-inverse-of-a-sum"),
    pytest.param("np.trace(S @ m)", "undecided", id="shapes-that-do-not-fit"),
]


@pytest.mark.parametrize(("text", "word"), NO_KL)
def test_what_is_no_kl_is_not_taken_for_one(text: str, word: str) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.mistakes) == (word, ())


# The labels above, held against NumPy at random covariances: no code of ours


def drawn(seed: int, size: int) -> dict[str, object]:
    generator = np.random.default_rng(seed)
    squares = generator.normal(size=(2, size, size))
    first, second = (square @ square.T + 0.5 * np.eye(size) for square in squares)
    means = generator.normal(size=(2, size))
    return {"np": np, "S1": first, "S2": second, "m1": means[0], "m2": means[1], "k": size}


def oracle(at: dict[str, object]) -> float:
    """½ Σ (λ − 1 − log λ) over the eigenvalues of Σ₁ v = λ Σ₂ v, and half the squared whitened distance."""
    eigenvalues = scipy.linalg.eigh(at["S1"], at["S2"], eigvals_only=True)
    whitened = np.linalg.solve(np.linalg.cholesky(at["S2"]), at["m1"] - at["m2"])  # type: ignore[call-overload, operator]
    return float(0.5 * np.sum(eigenvalues - 1 - np.log(eigenvalues)) + 0.5 * whitened @ whitened)


def points(text: str, size: int) -> list[tuple[float, float]]:
    """Line and KL at three draws."""
    draws = [drawn(seed, size) for seed in range(3)]
    return [(float(eval(text, dict(at))), oracle(at)) for at in draws]  # noqa: S307 the lines above


@pytest.mark.parametrize("text", [case.values[0] for case in NEAR_MISSES], ids=[case.id for case in NEAR_MISSES])
def test_near_misses_are_no_multiple_of_the_kl(text: str) -> None:
    (f1, g1), (f2, g2), (f3, g3) = points(text, 3)
    assert abs((f1 - f2) * (g1 - g3) - (f1 - f3) * (g1 - g2)) > 1e-6


SCALED = [(case.values[0], case.values[2], case.values[3]) for case in UP_TO_SCALE_AND_SHIFT]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
@pytest.mark.parametrize(("text", "scale", "offset"), SCALED, ids=[case.id for case in UP_TO_SCALE_AND_SHIFT])
def test_scale_and_offset_are_those_that_numpy_finds(text: str, scale: str, offset: str, size: int) -> None:
    for value, kl in points(text, size):
        assert value == pytest.approx(eval(scale, {"J": size}) * kl + eval(offset, {"J": size}))  # noqa: S307


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("text", [case.values[0] for case in EXACT[:4]], ids=[case.id for case in EXACT[:4]])
def test_exact_lines_are_the_kl_in_numpy(text: str, size: int) -> None:
    for value, kl in points(text, size):
        assert value == pytest.approx(kl)
