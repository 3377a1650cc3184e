"""The answer, before all else: the formulas."""

from __future__ import annotations

from kl_check.model.report import Block, Formula, Material, Paragraph
from kl_check.report.breaking import equation

ANSWERS = (
    (
        "diagonal-standard",
        r"The KL term of a VAE with posterior $q = \mathcal{N}(\mu_1,\, \mathrm{diag}(\sigma_1^2))$ over J latents:",
    ),
    (
        "diagonal-general",
        r"and from any other Gaussian with independent latents, $p = \mathcal{N}(\mu_2,\, \mathrm{diag}(\sigma_2^2))$:",
    ),
)
"""The derivations whose conclusions are shown, with the words that lead to them."""

READING = (
    "In nats, summed over the latents, every σ a standard deviation. Code that holds a variance or a log-variance "
    r"instead puts $\sigma = \sqrt{v}$ or $\sigma = e^{s/2}$ into the same formula."
)


def blocks(material: Material) -> tuple[Block, ...]:
    derived = {one.derivation.name: one.derivation for one in material.derivations}
    answers: list[Block] = []
    for name, words in ANSWERS:
        if name in derived:
            answers += [Paragraph(words), Formula(equation(derived[name].left_side, derived[name].conclusion))]
    return (*answers, Paragraph(READING))
