"""The verdict in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from kl_check.judge.facts import Facts
from kl_check.judge.sampler import Draw
from kl_check.know.mistakes.table import BY_WORD as MISTAKES
from kl_check.know.roles import BY_WORD as ROLES
from kl_check.know.roles import MATRIX_TITLES
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.surroundings import Excerpt
from kl_check.model.verdict import Reduction


def related(facts: Facts, scale: str, offset: str, against: str, kl: str = "") -> str:
    """What a term that is a KL up to scale and shift is; `against` is who reads a scale otherwise."""
    kl, summed = kl or kl_of(facts.hypothesis), _summed(facts.reduction)
    match facts.word:
        case "exact":
            return f"This is {kl}{summed}."
        case "approximate":
            return f"This is {kl}{summed}, but for a stabiliser that changes the value a little."
        case "shifted":
            return f"This is {kl}{summed}, plus the constant {offset}: same gradients, another value."
        case "scaled":
            shift = "" if offset == "0" else f" plus the constant {offset}"
            return f"This is {scale} times {kl}{summed}{shift}."
        case "inconsistent":
            return f"The formula is {kl}{summed}, but {against}."
    if facts.reversed:
        return f"This is {kl}{summed}: the other direction than the names say."
    return f"This is {kl}{summed}, and has no mean term."


def against(draws: Sequence[Draw], pins: Mapping[str, str], hypothesis: Hypothesis) -> str:
    """Which line or option takes a scale in another role than the hypothesis does."""
    roles = hypothesis.roles()
    for name, role in pins.items():
        if roles.get(name, role) != role:
            return f"{name} is declared to be the {_title(role)}"
    for draw in draws:
        if roles.get(draw.scale) != draw.role.word:
            return f"the sampler draws with {draw.scale} as the {_title(draw.role.word)}"
    return "the sampler's noise has another standard deviation than 1"


def _title(role: str) -> str:
    return ROLES[role].title if role in ROLES else MATRIX_TITLES.get(role, role)


def kl_of(hypothesis: Hypothesis) -> str:
    """KL(N(mu, exp(logvar)) ‖ N(0, 1)), in the user's names."""
    return f"KL({gaussian_of(hypothesis.first)} ‖ {gaussian_of(hypothesis.second)})"


VARIANCES = {"std": "{}²", "var": "{}", "log_std": "exp(2·{})", "log_var": "exp({})", "precision": "1/{}"}
VARIANCES["log_precision"] = "exp(-{})"


def gaussian_of(gaussian: Gaussian) -> str:
    if gaussian.role is None:
        variance = f"{gaussian.scale}²" if gaussian.scale != 1 else "1"
    else:
        variance = VARIANCES[gaussian.role.word].format(_held_together(gaussian.scale))
    return f"N({gaussian.mean}, {variance})"


def _held_together(name: str | Fraction) -> str:
    """A name that is a sum, in brackets."""
    return f"({name})" if " " in str(name) and str(name)[0] != "(" else str(name)


def _summed(reduction: Reduction) -> str:
    latent = {"sum": ", summed over latents", "mean": ", summed over latents", "none": ""}[reduction.latent]
    together = " and batch" if latent else ", summed over the batch"
    batch = {"sum": together, "mean": ", averaged over the batch", "none": ""}
    return latent + batch[reduction.batch]


def wrong(nearest: Hypothesis, mistakes: Sequence[str], ties: Sequence[Sequence[str]] = ()) -> str:
    """That no reading makes a term the KL, and how far the nearest one is; `ties` explain it as well."""
    slips = "; or: ".join(filter(None, map(_titles, (mistakes, *ties))))
    held = ", ".join(f"{name} a {ROLES[word].title}" for name, word in nearest.roles().items() if word in ROLES)
    return f"No reading makes this a KL. Nearest is {kl_of(nearest)} with {held}: {slips or 'too far to name a slip'}."


def _titles(mistakes: Sequence[str]) -> str:
    return "; ".join(MISTAKES[word].title for word in mistakes if word in MISTAKES)


def constant(excerpt: Excerpt) -> str:
    return f"{excerpt.source} holds no mean and no scale: it is a constant, not a KL."


def something_else(named: str | None = None) -> str:
    if named:
        return f"This is no KL but {named}, up to a factor and a constant."
    return "This was read, and it is no KL of Gaussians, nor within three slips of one."
