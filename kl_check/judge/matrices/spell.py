"""The KL under a reading, written out in the user's dialect and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kl_check.judge.matrices.verdict import MatrixCase
from kl_check.know.names import is_size, suggested_role
from kl_check.model.hypothesis import Hypothesis
from kl_check.model.role import Gaussian
from kl_check.model.surroundings import Excerpt
from kl_check.model.term import Size, Symbol, walk


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a dialect writes what the KL is made of; `{}` stands for the argument."""

    inverse: str
    trace: str
    log_determinant: str
    product: str
    transpose: str
    half: str


LATEX = Spelling("{}^{{-1}}", r"\mathrm{{tr}}({})", r"\log |{}|", "{} {}", "{}^T", r"\frac{{1}}{{2}} \left[ {} \right]")
DIALECTS: Mapping[str, Spelling] = {
    "latex": LATEX,
    "plain": Spelling("inv({})", "tr({})", "log(det({}))", "{}*{}", "transpose({})", "0.5*({})"),
    "torch": Spelling("torch.linalg.inv({})", "torch.trace({})", "torch.logdet({})", "{} @ {}", "{}.T", "0.5 * ({})"),
    "numpy": Spelling("np.linalg.inv({})", "np.trace({})", "np.linalg.slogdet({})[1]", "{} @ {}", "{}.T", "0.5 * ({})"),
    "jax": Spelling(
        "jnp.linalg.inv({})", "jnp.trace({})", "jnp.linalg.slogdet({})[1]", "{} @ {}", "{}.T", "0.5 * ({})"
    ),
    "tensorflow": Spelling(
        "tf.linalg.inv({})", "tf.linalg.trace({})", "tf.linalg.logdet({})", "{} @ {}", "tf.transpose({})", "0.5 * ({})"
    ),
}


def canonical(case: MatrixCase, wanted: Hypothesis) -> Iterator[str]:
    """½ (tr(Σ₂⁻¹Σ₁) + (μ₂−μ₁)ᵀΣ₂⁻¹(μ₂−μ₁) − k + log|Σ₂| − log|Σ₁|), for covariance matrices that have names."""
    excerpt = case.excerpt
    spelling, second = DIALECTS.get(excerpt.dialect), wanted.second
    named = [one for one in (wanted.first, second) if one.role and one.role.word == "cov"]
    unit = second.role is None and second.scale == 1
    if spelling is None or not named or (len(named) < 2 and not unit) or wanted.first not in named:
        return
    yield spelling.half.format(_body(excerpt, spelling, wanted, unit=unit, size=size_of(excerpt)))


def _body(excerpt: Excerpt, spelling: Spelling, wanted: Hypothesis, *, unit: bool, size: str) -> str:
    written = spellings(excerpt)
    first, second = written[str(wanted.first.scale)], written.get(str(wanted.second.scale), "")
    trace = first if unit else spelling.product.format(spelling.inverse.format(second), first)
    pieces = [spelling.trace.format(trace)]
    difference = _difference(written, wanted.first, wanted.second)
    if difference:
        left = spelling.transpose.format(difference)
        inner = left if unit else spelling.product.format(left, spelling.inverse.format(second))
        pieces.append(f"+ {spelling.product.format(inner, difference)}")
    pieces.append(f"- {size}")
    pieces += [] if unit else [f"+ {spelling.log_determinant.format(second)}"]
    return " ".join([*pieces, f"- {spelling.log_determinant.format(first)}"])


def spellings(excerpt: Excerpt) -> Mapping[str, str]:
    """How the text writes each symbol, where it is first written."""
    found: dict[str, str] = {}
    for part in walk(excerpt.term):
        if isinstance(part, Symbol) and part.span:
            found.setdefault(part.name, excerpt.text[slice(*part.span)])
    return found


def _difference(written: Mapping[str, str], first: Gaussian, second: Gaussian) -> str:
    means = [written[one.mean] for one in (second, first) if isinstance(one.mean, str)]
    return f"({' - '.join(means)})" if len(means) == 2 else "".join(means)


def size_of(excerpt: Excerpt) -> str:
    """The number of dimensions as the text writes it, or as its dialect can."""
    written = spellings(excerpt)
    sizes = [text for name, text in written.items() if is_size(name) and suggested_role(name) is None]
    lengths = [excerpt.text[slice(*part.span)] for part in walk(excerpt.term) if isinstance(part, Size) and part.span]
    if lengths or sizes:
        return (lengths or sizes)[0]
    mean = next((text for name, text in written.items() if suggested_role(name) == "mean"), None)
    return "k" if excerpt.dialect in ("latex", "plain") or mean is None else f"{mean}.shape[0]"
