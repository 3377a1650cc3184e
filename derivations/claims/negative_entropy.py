"""The first integral of the usual proof."""

from kl_check.claims.vocabulary import Saying, derived

CLAIM = Saying(
    name="negative-entropy",
    topic="form",
    title="The first integral is −½(1 + log 2πσ²)",
    says="The integral of q log q over a Gaussian q is −½(1 + log 2πσ²).",
    claim=(derived("entropy", "1/2*(1 + log(2*pi*sigma_1**2))"),),
    because="The integral is minus the entropy, and the derivation of the entropy ends there. Its ½ is the mean "
    "of half a standardised square, and it is the only place that the −½ of the divergence comes from.",
    expected="true",
)
