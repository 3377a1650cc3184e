"""The second integral of the usual proof."""

from kl_check.claims.vocabulary import Saying, derived, equal

FORM = "-0.5*(1 + log(2*pi*sigma_1**2)) + 1/2*log(2*pi*sigma_2**2) + (sigma_1**2 + (mu_1 - mu_2)**2)/(2*sigma_2**2)"

CLAIM = Saying(
    name="cross-entropy-line",
    topic="form",
    title="The second integral has no −½",
    says="The mean of −log p under q is ½ log 2πσ₂² + (σ₁² + (μ₁ − μ₂)²)/(2σ₂²), with no constant besides log 2π.",
    claim=(derived("cross-entropy", "1/2*log(2*pi*sigma_2**2) + (sigma_1**2 + (mu_1 - mu_2)**2)/(2*sigma_2**2)"),),
    because="Var = E[x²] − E[x]² turns the mean squared distance into σ₁² + (μ₁ − μ₂)². The two lines together "
    "are the closed form.",
    expected="true",
    instead=(equal(FORM, "log(sigma_2/sigma_1) + (sigma_1**2 + (mu_1 - mu_2)**2)/(2*sigma_2**2) - 1/2"),),
)
