"""What a formula does, as labelled lines."""

from __future__ import annotations

from collections.abc import Iterator

from kl_check.model.behaviour import Behaviour, Beta, Gradient, Overflow

LONGEST = 44  # of a formula that helps on a line
FEW = 2  # gradients on one line


def behaviour_rows(behaviour: Behaviour) -> Iterator[tuple[str, str]]:
    """Labels and texts; gradients only where they are not the KL's."""
    yield "behaviour", behaviour.says
    if any(one.factor != "1" for one in behaviour.gradients):
        yield "gradient", _gradients(behaviour)
    if behaviour.betas:
        yield "weight", " and ".join(map(_beta, behaviour.betas))


def _gradients(behaviour: Behaviour) -> str:
    factors = {one.factor for one in behaviour.gradients}
    if len(factors) == 1 and None not in factors:
        return f"{factors.pop()} × the KL's"
    told = [_gradient(one) for one in behaviour.gradients]
    return ("; " if len(told) <= FEW else "\n").join(told)


def _gradient(one: Gradient) -> str:
    by = f"∂/∂{one.symbol} is"
    if one.factor is not None:
        return f"{by} the KL's" if one.factor == "1" else f"{by} {one.factor} × the KL's"
    if max(len(one.code or ""), len(one.kl or "")) > LONGEST:
        return f"{by} another than the KL's"
    return f"{by} {one.code}, the KL's {one.kl}"


def _beta(one: Beta) -> str:
    beside = {"sum": "beside a reconstruction summed over pixels", "mean": "beside its mean over P pixels"}
    return f"β = {one.beta}{f' = {one.value}' if one.value else ''} {beside[one.beside]}"


def overflow_text(overflow: Overflow) -> str:
    """Where the exponential is infinite, in one line."""
    return f"{overflow.of} is infinite for {overflow.fp32} in single precision, for {overflow.fp16} in half precision"
