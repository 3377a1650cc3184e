"""The filter lets everything pass that may be a KL term, however it is spelled, and little of what cannot."""

from __future__ import annotations

import pytest

from kl_check.scanning.filter import may_hold_a_kl


@pytest.mark.parametrize(
    "text",
    [
        "-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())",
        "-0.5 * K.sum(1 + s - K.square(m) - K.exp(s))",
        "mu.pow(2).add_(s.exp()).mul_(-1).add_(1).add_(s)",
        "0.5 * (m**2 + sd**2 - 1) - np.log(sd)",
        "0.5 * (m*m + v - 1 - ln(v))",
        "0.5 * (m*m + e**s - 1 - s)",
        "0.5 * (m*m + 2.718281828**s - 1 - s)",
        "0.5 * (m*m + math.expm1(s) - s)",
        "0.5 * (m * m + zLogVar)",
        "0.5 * (m * m + LOG_SIGMA)",
        "apply(torch.exp, s) * 2",
        "numpy.linalg.slogdet(S) @ m",
        "tf.nn.softplus(s) * m",
        "scipy.special.xlogy(a, b) * 2",
        "torch.distributions.kl_divergence(q, p)",
        "q.kl(p)",
        "tfpl.KLDivergenceAddLoss(p)",
        "D_KL(q, p)",
        "q.log_prob(z) / p.log_prob(z)",
        "F.kl_div(a, b)",
        "KL = 1",
        "T.exp(s) * m",
        "exp (s) * m",
        "x = EXP(s) * m",
    ],
)
def test_passes(text: str) -> None:
    assert may_hold_a_kl(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "import logging\nlogger = logging.getLogger()\nlogger.info(2 * x)",
        "self.login(x * y)",
        "catalog = dialog * backlog",
        "raise Unexpected(expected * 2, experiment, export, expand_dims)",
        "logits = logit * logistic",
        "re.match(regexp, 2 * x)",
        "x = kilo * 3",
        "torch.log(x)",
    ],
    ids=[
        "empty", "logging", "login", "nouns", "expected", "logits", "regexp", "kilo", "a-logarithm-alone",
    ],
)  # fmt: skip
def test_cannot_hold_one(text: str) -> None:
    assert not may_hold_a_kl(text.encode())
