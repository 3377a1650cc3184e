"""A mean over the batch beside a sum."""

from kl_check.claims.vocabulary import Saying, equal, slope

CLAIM = Saying(
    name="batch-mean-beside-batch-sum",
    topic="weight",
    title="A batch mean of one term goes with a batch sum of the other",
    says="The divergence averaged over a batch of B may be added to a cross-entropy that is summed over it.",
    claim=(equal(slope("r + k/B", "k", B="100"), slope("r + k", "k")),),
    because="The divergence then weighs 1/B. Both averaged, or both summed, are the same objective.",
    expected="false",
    instead=(equal("r/B + k/B", "1/B*(r + k)"),),
)
