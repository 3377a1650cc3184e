"""Whether a value is worth judging, and whether what is found is worth telling."""

from __future__ import annotations

import re

from kl_check.judge.case import Case
from kl_check.judge.estimates import estimates_of
from kl_check.know.names import is_epsilon, is_kl_name, is_sample, is_size, is_weight, suggested_role
from kl_check.model.term import Apply, Number, Symbol, Term, symbols, walk
from kl_check.model.verdict import Verdict

NEGATIVE = re.compile(r"(^|_)(neg|negative|minus)(_|$)|elbo|lower_?bound", re.IGNORECASE)
LIKELIHOOD = re.compile(
    r"(?<![a-z])(?<!neg_)(?<!negative_)(log_?lik\w*|log_?p[a-z]*(?<!posterior)|ll|llh|log_?prob\w*|bernoulli_log\w*)"
    r"(?![a-z])",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"uniform|laplace|gumbel|gamma|beta_?(dist|kl)|kl_?beta|exponential|pareto|poisson|bernoulli|categorical|dirichlet"
    r"|cauchy|student|weibull|logistic|multinomial|discrete|log_?normal_|vmf|von_?mises|wishart|mixture",
    re.IGNORECASE,
)
MAX_PARTS = 400
MAX_ELEMENTS = 8
MILD = frozenset({"exact", "approximate", "shifted", "scaled", "inconsistent"})
LOG_DETERMINANT = re.compile(r"(.*_)?(log_?abs_?)?(log_?det|ldj)(_?jac(obian)?)?(_.*)?|(.*_)?ladj", re.IGNORECASE)
DENSITY = re.compile(
    r"(.*_)?(log_?p(rob|df)?s?|nll|likelihood|log_?lik\w*|density|densities|entropy|pdf|recon\w*|rec)(_.*)?",
    re.IGNORECASE,
)
"""Names of values that are no KL, whatever they look like: a flow's Jacobian, or a density."""

CURVED = frozenset({"exp", "log", "expm1", "log1p", "log2", "normal_log_density", "log_determinant"})


def may_be_kl(term: Term) -> bool:
    """A quick look: something squared, something under a logarithm or an exponential, and few symbols."""
    squared = curved = False
    leaves: set[str] = set()
    for count, part in enumerate(walk(term)):
        if count > MAX_PARTS:
            return False
        match part:
            case Symbol(name=name):
                leaves.add(name)
            case Apply(head="square" | "trace" | "matmul"):
                squared = True
            case Apply(head="power", arguments=(_, Number())):
                squared = True
            case Apply(head="multiply", arguments=(left, right)) if not squared and {*symbols(left)} & {
                *symbols(right)
            }:
                squared = True
            case Apply(head=head) if head in CURVED:
                curved = True
                squared = squared or head == "normal_log_density"
    if any(LOG_DETERMINANT.fullmatch(one.rpartition(".")[2]) for one in leaves):
        return False  # the density of a normalising flow
    elements = [one for one in leaves if suggested_role(one) or not (is_size(one) or is_weight(one))]
    squared = squared or (curved and {"mean", "log_var"} <= {suggested_role(one) for one in leaves})  # mu for mu²
    return squared and (curved or len(elements) > 1) and 1 <= len(elements) <= MAX_ELEMENTS


def is_meant(term: Term, name: str | None) -> bool:
    """Whether names say that a KL is meant: its own, or those of a mean and a scale in it."""
    if is_kl_name(name):
        return True
    if name is not None and DENSITY.fullmatch(name):
        return False
    roles = [suggested_role(part.name) for part in walk(term) if isinstance(part, Symbol) and not is_plain(part.name)]
    # Every value is a mean or a scale, and a scale stands in the logarithm and beside it: data make it a density.
    return None not in roles and "mean" in roles and sum(role != "mean" for role in roles) >= 2


def is_plain(name: str) -> bool:
    """Whether a name is that of a size, a weight or a small constant."""
    return suggested_role(name) is None and (is_size(name) or is_weight(name) or is_epsilon(name))


def is_of_others(name: str) -> bool:
    """Whether a function is called after other distributions, as `_kl_uniform_normal`."""
    return OTHERS.search(name) is not None


def is_determined(term: Term) -> bool:
    """Whether a term with matrices has the logarithm of a determinant, as every KL of full covariances."""
    heads = {part.head for part in walk(term) if isinstance(part, Apply)}
    return bool(heads & {"determinant", "log_determinant"}) and len(symbols(term)) <= MAX_ELEMENTS


def is_reported(verdict: Verdict, term: Term, name: str | None, *, has_library_kl: bool) -> bool:
    """Whether a verdict speaks of a KL term, as far as the code shows that one is meant."""
    if verdict.verdict in MILD:
        return "equal-variance" not in verdict.notes and verdict.reading is not None and len(verdict.reading) >= 2
    if verdict.verdict == "wrong":
        given = has_library_kl or any(map(is_sample, symbols(term)))
        partial = given and "dropped-term" in verdict.mistakes  # a density alone, or two Gaussians that share a part
        return verdict.mistakes != ("other",) and not partial and is_meant(term, name)
    return False


def stands(case: Case) -> bool:
    """Whether a term is a KL under some reading, by itself or in the mean over a sample."""
    if case.may_be_estimate and any(one.stands for one in estimates_of(case)):
        return True
    return case.stands is not None


def says_likelihood(name: str | None) -> bool:
    """Whether a value is called a log-likelihood: what is added to it is maximised."""
    return name is not None and LIKELIHOOD.search(name.partition("(")[0].rpartition(".")[2]) is not None


def says_negative(name: str | None) -> bool:
    return name is not None and NEGATIVE.search(name) is not None
