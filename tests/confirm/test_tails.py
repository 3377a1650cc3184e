import math

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl_check.confirm.tails import tails


@pytest.mark.parametrize("reach", [1, 2, 12])
@given(shift=st.floats(-10, 10), log_ratio=st.floats(-5, 5))
def test_bounds_what_lies_outside(reach: int, shift: float, log_ratio: float) -> None:
    """Against the complementary error function: ∫ φ|a + bt + ct²| ≤ 2(|a| Q + |b| φ(R) + |c| (Rφ(R) + Q))."""
    ratio = math.exp(-log_ratio)
    density = mpmath.exp(-(mpmath.mpf(reach) ** 2) / 2) / mpmath.sqrt(2 * mpmath.pi)
    beyond = mpmath.erfc(reach / mpmath.sqrt(2)) / 2
    a, b, c = log_ratio + shift**2 / 2, shift * ratio, (ratio**2 - 1) / 2
    exact = abs(a) * beyond * 2 + abs(c) * 2 * (reach * density + beyond)
    bound = tails(mpmath.mpf(log_ratio), mpmath.mpf(shift), mpmath.mpf(ratio), reach, density)
    assert bound >= exact + 2 * abs(b) * density - mpmath.mpf(10) ** -12 * bound
    assert bound <= 3 * (exact + 2 * abs(b) * density)  # and is not wasteful
