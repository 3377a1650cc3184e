"""What a name suggests. A name is evidence, never proof: one in six of those in published code misleads."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["posterior", "prior"]

BATCH_SIZES = re.compile(r"B|N|bs|(n_?)?(mini)?_?batch(_?size|es)?|batch_?len(gth)?|batchsize", re.IGNORECASE)
LATENT_SIZES = re.compile(
    r"J|D|K|d|k|[nN]_?[zZ]|(n_?)?(latents?|z|embed(ding)?|hidden|code|encoding)(_?(dims?|size|len|shape|units))"
    r"|dims?|z_?dims?|latent_?dimensions?|n_?latents?|dimensionality",
)
OTHER_SIZES = re.compile(
    r"M|P|T|L|n|(n_|num_?|nb_?|len_?|count_?)[a-z]+(_[a-z]+)*|n(nodes|samples|data|train|pixels|batch)"
    r"|[a-z_]+_(count|size|len(gth)?|num|dims?)",
    re.IGNORECASE,
)
WEIGHTS = re.compile(
    r"beta\w*|β|lamb?da\w*|lambd\w*|λ|alpha\w*|gamma\w*|\w*weight\w*|w|c|coef\w*|\w*_coef\w*|anneal\w*|kl_?w\w*|warm_?up"
    r"|\w*_?(rate|factor|scale_factor)",
    re.IGNORECASE,
)
EPSILONS = re.compile(r"_?(eps(ilon)?|ϵ|ε|tiny|small(_?(number|value|const(ant)?))?|jitter)_?\d*", re.IGNORECASE)
SAMPLES = re.compile(r"z(_?(\d|[a-z]|hat|tilde|post(erior)?))?|zs|(.*_)?(sample[sd]?|drawn)(_.*)?", re.IGNORECASE)
KL_NAMES = re.compile(r"(.*[^a-z])?(d_?)?kl(d|div|divergence|loss|term|cost)?([^a-z].*)?", re.IGNORECASE)

SCALE_NAME = re.compile(
    r"(?P<log>log|ln|l(?=v|sgm|sig))?_?"
    r"(?P<base>sigma|sgm|sig|stdev|stddev|std|sd|scale|s|σ|variance|var|v|covariance|cov|precision|prec)(?<!logs)s?"
    r"(?P<later_log>_?log)?(?P<square>_?(sq|squared?|2|pow_?2))?(_?(?P<index>[ijk])_?(?P=index))?"
)
"""`log_sigma_sq`, `logvar`, `lv`, `sig_log_sq`, `sigma2`, `sigma_ii` (the diagonal of a covariance: a variance)."""

BASES = {"variance": "var", "var": "var", "v": "var", "covariance": "var", "cov": "var", "precision": "precision"}
BASES["prec"] = "precision"
MEAN_NAME = re.compile(r"mu|mean|loc|location|m|μ|avg|mn")

POSTERIOR_MARKS = frozenset({"q", "post", "posterior", "recog", "enc", "encoder", "inference", "variational", "approx"})
PRIOR_MARKS = frozenset({"p", "prior", "pr"})
DECORATIONS = frozenset(
    {"z", "self", "latent", "x", "i", "j", "enc", "encoder", "out", "vec", "hat", "theta", "phi", "w", "weight", "t"}
    | {"bar", "tilde", "prime", "model", "all", "dist", "value", "values", "pred", "layer", "y", "h", "c", "net"}
    | {"target"}
)


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name: `self.z_logVar` is self, z, log, Var in lower case."""
    spread = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)
    spread = re.sub(r"(?<=[a-zA-Zμσ])(?=\d)", "_", spread)
    return tuple(word for word in re.split(r"[^0-9A-Za-zµμσΣβλ]+", spread.lower()) if word)


@lru_cache(maxsize=4096)
def suggested_role(name: str) -> str | None:
    """The role that a name suggests: one of the scale roles, "mean", or None."""
    marks = POSTERIOR_MARKS | PRIOR_MARKS | DECORATIONS | {"left", "right", "other"}
    words = parts(name)
    core = [word for word in words if word not in marks and not word.isdigit()] or list(words)
    squared = re.search(r"(sigma|std|sd|sig|s)(2|_?sq)(?=_)", name.lower()) is not None
    for text in ("_".join(core[start:]) for start in range(len(core))):
        if match := SCALE_NAME.fullmatch(text) or SCALE_NAME.fullmatch(text.removesuffix("s")):
            role = BASES.get(match["base"], "std")
            if role == "std" and (match["square"] or match["index"] or squared):
                role = "var"
            return f"log_{role}" if match["log"] or match["later_log"] else role
        if MEAN_NAME.fullmatch(text.removesuffix("s")):
            return "mean"
    return None


@lru_cache(maxsize=4096)
def side(name: str) -> Side | None:
    """Whose parameter a name says that it is, by words such as q, post, p, prior."""
    words = set(parts(name.removeprefix("p[")))  # p["mu"] is one of the parameters p
    if words & PRIOR_MARKS and not words & POSTERIOR_MARKS:
        return "prior"
    return "posterior" if words & POSTERIOR_MARKS and not words & PRIOR_MARKS else None


def is_of_context(name: str) -> bool:
    """Whether a name is that of a neural process' context: its distribution is the prior of that of all points."""
    return not {"context", "ctx", "ctxt"}.isdisjoint(parts(name))


def is_of_prior(name: str) -> bool:
    """Whether a name says prior; a target may be that of a network, or a neural process' points."""
    return not PRIOR_MARKS.isdisjoint(parts(name))


def spells_side(name: str) -> bool:
    """Whether a name says prior or posterior in a word, and not by a letter that others use otherwise."""
    return any(len(word) > 1 and word in POSTERIOR_MARKS | PRIOR_MARKS for word in parts(name))


def number_of(name: str) -> int | None:
    """The number in a name that tells the first of two from the second, as in `mu_1`."""
    digits = [word for word in parts(name) if word.isdigit()]
    if digits:
        return int(digits[0])
    words = parts(name)
    if {"left", "self", "a"} & set(words[-1:]) or words[:1] == ("self",):
        return 1
    return 2 if {"right", "other", "b"} & set(words) else None


def owner(name: str) -> tuple[Side | None, int | None, tuple[str, ...]]:
    """Whose parameter a name is, as far as it says: its side, its number, and letters such as x or y."""
    letters = tuple(word for word in parts(name) if len(word) == 1 and word in DECORATIONS)
    return side(name), number_of(name), letters


def axis_of_size(name: str) -> Literal["latent", "batch"] | None:
    """The axis whose length a name says that it holds."""
    last = name.rpartition(".")[2]
    if BATCH_SIZES.fullmatch(last):
        return "batch"
    return "latent" if LATENT_SIZES.fullmatch(last) else None


def is_size(name: str) -> bool:
    """Whether a name reads as a count of something."""
    last = name.rpartition(".")[2]
    return axis_of_size(name) is not None or ".shape[" in name or OTHER_SIZES.fullmatch(last) is not None


def is_weight(name: str) -> bool:
    """Whether a name reads as a named weight such as β."""
    return WEIGHTS.fullmatch(name.rpartition(".")[2]) is not None


def is_epsilon(name: str) -> bool:
    """Whether a name reads as a small constant that keeps a value away from zero."""
    return EPSILONS.fullmatch(name.rpartition(".")[2]) is not None


def is_sample(name: str) -> bool:
    """Whether a name reads as a draw from the posterior: z, z_q, x_sample, but not z_mean."""
    last = name.rpartition(".")[2]
    return (
        SAMPLES.fullmatch(last) is not None and suggested_role(name) is None and not (is_size(name) or is_weight(name))
    )


def is_kl_name(name: str | None) -> bool:
    """Whether a target such as `kl_loss` says that a KL is meant."""
    return name is not None and KL_NAMES.fullmatch(name.rpartition(".")[2]) is not None
