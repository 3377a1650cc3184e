"""The expectation of a sum over independent latents."""

from sympy import Add, Expr, Indexed, Integral, Sum

from kl_check.algebra.symbolic import JOINT_EXPECTATION, LINE, SymPy, normal_density, normal_form
from kl_check.derivation.rule import Inference, Rule, Ruling, compared


def _prove(inference: Inference) -> Ruling:
    left = normal_form(inference.left)
    world = SymPy(inference.domains, {})
    exchanged = {}
    for joint in left.atoms(JOINT_EXPECTATION):
        body, variable, mean, std = joint.args
        marginal = normal_density(variable, world.along("latent", mean), world.along("latent", std))
        terms = [_marginal_mean(summand, variable, marginal) for summand in Add.make_args(body)]
        if None in terms:
            return Ruling("silent", "a summand is not a sum over latents of what depends on one latent")
        exchanged[joint] = Add(*terms)
    if not exchanged:
        return Ruling("silent", "there is no expectation over all latents")
    return compared(left.xreplace(exchanged), inference.right, linear=True)


def _marginal_mean(summand: Expr, variable: Expr, marginal: Expr) -> Expr | None:
    """c Σᵢ E[f(xᵢ)] for c Σᵢ f(xᵢ), where f(xᵢ) holds no other latent; None if the summand is not of that form."""
    sums = summand.atoms(Sum)
    if len(sums) != 1:
        return None if summand.atoms(Indexed) else summand
    (total,) = sums
    constant = summand / total
    if len(total.limits) > 1 or constant.atoms(Indexed) or variable in constant.free_symbols:
        return None
    here = total.function.xreplace({one: variable for one in total.atoms(Indexed) if one.base.label == variable})
    return constant * Sum(Integral(here * marginal, (variable, *LINE)), *total.limits)


RULE = Rule(
    name="sum-of-expectations",
    title="Expectation of a sum over latents",
    how="each summand holds one latent alone, so that by linearity its expectation is the one under that latent's own "
    "Gaussian (the theorem that the rule takes as given); SymPy compares the integrands of the two sides",
    prove=_prove,
)
