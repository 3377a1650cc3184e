"""What is said of a one-sample estimate: which one it is, its mean, its variance, its gradients."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kl_check.know.estimators import BY_NAME
from kl_check.model.verdict import Verdict

METHOD = "gaussian-moments"


def estimate_rows(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """Labelled texts; none for a verdict on anything else."""
    for evidence in verdict.evidence:
        if evidence.method == METHOD:
            yield "estimate", _estimate(evidence.detail)
            yield "variance", _variance(evidence.detail)
            if "gradient_at" in evidence.detail:
                yield "gradient", _gradient(evidence.detail)


def _estimate(detail: Mapping[str, object]) -> str:
    row = BY_NAME.get(str(detail["estimator"]))
    which = f"{row.name}, {row.title}" if row else "by one sample"
    numbers = f"(at {detail['at']}: mean {detail['mean_at']}, KL {detail['kl_at']}, variance {_number(detail)})"
    return f"{which}; its mean is {detail['mean']}\n{numbers}"


def _number(detail: Mapping[str, object]) -> str:
    return str(detail.get("variance_at") or "infinite")


def _variance(detail: Mapping[str, object]) -> str:
    said = str(detail.get("variance") or "no short formula")
    where = detail.get("variance_infinite_where")
    return f"{said}; infinite where {where}" if where else said


def _gradient(detail: Mapping[str, object]) -> str:
    by = f"by {detail['gradient_by']}"
    values = f"{detail['gradient_reparametrised_at']} and {detail['gradient_detached_at']}"
    words = f"reparametrised: {detail['gradient_reparametrised']}; z detached: {detail['gradient_detached']}"
    return f"{words}\n({by} there: {values}; the KL's {detail['gradient_at']})"
