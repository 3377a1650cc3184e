"""The formula in every role, as lines to be copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kl_check.know.libraries import CODE_NAMES
from kl_check.know.roles import SCALE_ROLES
from kl_check.model.report import Block, Bullets, Fold, Formula, Material, Paragraph, Recipe, Section, Snippet, Snippets
from kl_check.model.role import Role
from kl_check.report.breaking import broken
from kl_check.report.wording import capital, count

INTRODUCTION = (
    "What does your code hold: a variance, its logarithm, a standard deviation? Take the line of that role. Each gives "
    "the KL in nats, summed over the latents, one value for each item of a batch; take the mean or the sum of these "
    "over the batch, and never a mean over the latents. Every line was read again by `kl-check check` when this page "
    "was made, with the roles that are meant, and is here only because the answer was `exact`."
)
LEADS = {
    "standard": "From N(0, 1):",
    "general": "Of two Gaussians, the posterior first:",
}
LEFT_SIDES = {
    "standard": r"D_{\mathrm{KL}}(q \,\|\, \mathcal{N}(0,\, I))",
    "general": r"D_{\mathrm{KL}}(q \,\|\, p)",
}


def section(material: Material) -> Section:
    folds = (_fold(role, [one for one in material.recipes if one.role.word == role.word]) for role in SCALE_ROLES)
    return Section("recipes", "Ready to copy, in every role", (Paragraph(INTRODUCTION), *folds))


def anchor(role: Role) -> str:
    """Where a role's lines are."""
    return f"role-{role.word.replace('_', '-')}"


def command(recipe: Recipe) -> str:
    """What checks a line again."""
    pins = " ".join(f"--as {name}={role}" for name, role in recipe.reading.items())
    return f"kl-check check '{recipe.text}' {pins}"


def _fold(role: Role, recipes: Sequence[Recipe]) -> Fold:
    held = [one for one in recipes if one.holds]
    said = "each read again, exact" if len(held) == len(recipes) else f"{len(held)} of them read again, exact"
    blocks = [block for target in LEADS for block in _target([one for one in recipes if one.target == target], target)]
    return Fold(
        anchor=anchor(role),
        title=f"{capital(role.title)}: the code holds {role.formula}",
        note=f"as {CODE_NAMES[role.word]}; {count(len(recipes), 'line')}, {said}",
        blocks=tuple(blocks),
        outcome="agrees" if len(held) == len(recipes) else "differs",
        is_open=role is SCALE_ROLES[0],
    )


def _target(recipes: Sequence[Recipe], target: str) -> Iterator[Block]:
    if not recipes:
        return
    yield Paragraph(LEADS[target])
    for one in recipes:
        if one.holds and not one.library.imports:
            yield Formula((LEFT_SIDES[target], *broken(f"= {one.text}")))
    held = (one for one in recipes if one.holds)
    yield Snippets(tuple(Snippet(one.library.title, one.text, is_latex=not one.library.imports) for one in held))
    withheld = tuple(_withheld(one) for one in recipes if not one.holds)
    if withheld:
        yield Bullets(withheld)


def _withheld(recipe: Recipe) -> str:
    return f"{recipe.library.title}: withheld, our own reader says `{recipe.verdict}`"
