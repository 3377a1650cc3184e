"""A user's expression as the claim that the methods of confirmation test."""

from __future__ import annotations

from collections.abc import Mapping

from kl_check.judge.case import case_of
from kl_check.judge.estimated import Estimated
from kl_check.judge.estimates import estimates_of
from kl_check.judge.hypotheses import implausibility
from kl_check.judge.narrate import kl_of
from kl_check.judge.points import mean_term, std_term
from kl_check.model.claim import Claim, NormalTerms
from kl_check.model.role import Gaussian
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Axis


def claim_of(excerpt: Excerpt, pins: Mapping[str, str], prior: Gaussian) -> Claim | None:
    """The claim that the term is the KL under the reading that is meant; None where no reading can be meant.

    Of an estimate it is the claim that its exact mean is the KL.
    """
    case = case_of(excerpt, pins, prior)
    if estimates := estimates_of(case):
        case = estimates[0]
    hypothesis = case.meant or min(case.hypotheses, key=implausibility, default=None)
    if hypothesis is None:
        return None
    expression = case.mean(hypothesis) if isinstance(case, Estimated) else case.written  # stabilisers and all
    if expression is None:
        return None
    facts = case.facts_under(hypothesis)
    reduction = facts.reduction if facts else case.reduction(hypothesis)
    sizes: dict[str, Axis] = dict(case.found.sizes)
    if facts and facts.divisor:
        sizes[facts.divisor] = "batch"
    kinds = hypothesis.scale_kinds()
    first, second = hypothesis.first, hypothesis.second
    return Claim(
        kl_of(hypothesis),
        expression,
        NormalTerms(mean_term(first), std_term(first)),
        NormalTerms(mean_term(second), std_term(second)),
        {name: kinds.get(name, "real") for name in hypothesis.roles()},
        sizes,
        latent="none" if reduction.latent == "none" else "sum",
        batch=reduction.batch,
    )
