"""Log σ where log σ² is due, or the reverse."""

from kl_check.model.mistake import Mistake

MISTAKE = Mistake(
    "log-factor",
    "log σ where log σ² is due, or the reverse",
    (
        "log σ² = 2 log σ. A formula with σ² in the variance part needs 2 log σ (inside the ½), one with the "
        "exponential of a log-variance needs that log-variance once. One changed alone moves the optimum, to "
        "σ² = 2 or ½."
    ),
    wrong="0.5 * (std**2 + mu**2 - 1 - log(std))",
    right="0.5 * (std**2 + mu**2 - 1 - 2*log(std))",
)
