"""The answer, before all else: the formulas, and what they look like."""

from __future__ import annotations

from kl_check.know.closed_forms import BY_NAME
from kl_check.model.report import Block, Formula, Paragraph
from kl_check.report.breaking import equation
from kl_check.report.figures import valley

ANSWERS = (
    (
        "diagonal-standard",
        r"D_{\mathrm{KL}}(q \,\|\, \mathcal{N}(0,\, I))",
        r"The KL term of a VAE with posterior $q = \mathcal{N}(\mu_1,\, \mathrm{diag}(\sigma_1^2))$ over J latents:",
    ),
    (
        "diagonal-general",
        r"D_{\mathrm{KL}}(q \,\|\, p)",
        r"and from any other Gaussian with independent latents, $p = \mathcal{N}(\mu_2,\, \mathrm{diag}(\sigma_2^2))$:",
    ),
)
"""The closed forms that are shown, each with its left side and the words that lead to it."""

READING = (
    "In nats, summed over the latents, every σ a standard deviation. Code that holds a variance or a log-variance "
    r"instead puts $\sigma = \sqrt{v}$ or $\sigma = e^{\lambda/2}$ into the same formula: "
    "[all roles are written out below](#recipes)."
)


def blocks() -> tuple[Block, ...]:
    answers: list[Block] = []
    for name, left_side, words in ANSWERS:
        answers += [Paragraph(words), Formula(equation(left_side, BY_NAME[name].term))]
    return (*answers, Paragraph(READING), valley.figure())
