"""One-sample estimators of the KL: what code averages over z from q where it writes densities, not the closed form.

They are stated in log_ratio = log q(z) − log p(z) and in noise = (z − mean of q)/(std of q). Source: J. Schulman,
"Approximating KL Divergence" (2020), for k1, k2 and k3; the semi-analytic form is that of flow text-to-speech models.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kl_check.model.term import Symbol, Term, exp, number

LOG_RATIO, NOISE = Symbol("log_ratio"), Symbol("noise")


@dataclass(frozen=True, slots=True)
class Estimator:
    """`biased`: its mean is not the KL. `variance`: in known quantities, where no polynomial says it."""

    name: str
    title: str
    form: Term
    biased: bool = False
    variance: str | None = None


ESTIMATORS: tuple[Estimator, ...] = (
    Estimator("k1", "log q(z) − log p(z)", LOG_RATIO),
    Estimator(
        "k3",
        "(r − 1) − log r with r = p(z)/q(z)",
        exp(-LOG_RATIO) - 1 + LOG_RATIO,
        variance="chi2(p, q) + Var(log q - log p) - 2*(KL(q, p) + KL(p, q))",
    ),
    Estimator("k2", "½ (log q(z) − log p(z))²", number(1, 2) * LOG_RATIO**2, biased=True),
    Estimator(
        "semi-analytic", "log q's own part by its mean, log p at the sample", LOG_RATIO + number(1, 2) * (NOISE**2 - 1)
    ),
)

BY_NAME: Mapping[str, Estimator] = {one.name: one for one in ESTIMATORS}
