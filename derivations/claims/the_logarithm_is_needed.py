"""Every role works."""

from kl_check.claims.vocabulary import Saying, different, judged

CLAIM = Saying(
    name="the-logarithm-is-needed",
    topic="scale",
    title="The divergence exists only for a log-variance",
    says="Unless the network outputs log σ² there is no closed form.",
    claim=(
        different("1/2*(sigma**2 + mu**2 - 1 - 2*log(sigma))", "1/2*(exp(log(sigma**2)) + mu**2 - 1 - log(sigma**2))"),
    ),
    because="The logarithm makes the output free of bounds, nothing else. There is a closed form for each of six "
    "roles.",
    expected="false",
    instead=(
        judged("0.5*(v + m**2 - 1 - log(v))", "role of v", "var"),
        judged("0.5*(s**2 + m**2 - 1 - 2*log(s))", "role of s", "std"),
        judged("0.5*(exp(2*t) + m**2 - 1 - 2*t)", "role of t", "log_std"),
        judged("0.5*(exp(s) + m**2 - 1 - s)", "role of s", "log_var"),
        judged("0.5*(1/p + m**2 - 1 + log(p))", "role of p", "precision"),
        judged("0.5*(exp(-r) + m**2 - 1 + r)", "role of r", "log_precision"),
    ),
)
