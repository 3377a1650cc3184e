"""The rows that all else is measured against, set beside the defining integral."""

import mpmath
import pytest

from kl_check.algebra.axes import resolve
from kl_check.algebra.evaluate import evaluate
from kl_check.algebra.multiprecision import Multiprecision
from kl_check.know.closed_forms import BY_NAME, CLOSED_FORMS
from kl_check.know.variants import VARIANTS
from kl_check.model.closed_form import ClosedForm

POINTS = [("1/2", "4/5", "0", "1"), ("-3/2", "2", "1/4", "1/2"), ("0", "1", "0", "1"), ("2", "1/4", "-1", "3")]


def by_integral(m1, s1, m2, s2):  # type: ignore[no-untyped-def]
    """∫ q log(q/p) over the real line, in x = m1 + s1·t."""

    def log_ratio(t):  # type: ignore[no-untyped-def]
        x = m1 + s1 * t
        return -(t**2) / 2 - mpmath.log(s1) + ((x - m2) / s2) ** 2 / 2 + mpmath.log(s2)

    return mpmath.quad(lambda t: mpmath.npdf(t) * log_ratio(t), [-mpmath.inf, 0, mpmath.inf])


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("row", CLOSED_FORMS, ids=lambda row: row.name)
def test_a_closed_form_is_the_integral_that_defines_it(row: ClosedForm, point: tuple[str, ...]) -> None:
    from fractions import Fraction

    latents = 3
    m1, s1, m2, s2 = map(Fraction, point)
    if row.target == "standard":
        m2, s2 = Fraction(0), Fraction(1)
    at = {"mu_1": m1, "sigma_1": s1, "mu_2": m2, "sigma_2": s2}
    with mpmath.workdps(30):
        world = Multiprecision(at, {"latent": latents, "batch": 1})
        value = evaluate(resolve(row.term, lambda _: False), world)
        expected = by_integral(*(mpmath.mpf(x.numerator) / x.denominator for x in (m1, s1, m2, s2)))
        assert abs(value - (latents if row.summed else 1) * expected) < mpmath.mpf(10) ** -20


def test_every_variant_is_of_a_row_and_differs_from_it() -> None:
    for variant in VARIANTS:
        assert variant.term != BY_NAME[variant.of].term
