"""An exp is absent."""

from kl_check.model.mistake import Edit, Mistake

MISTAKE = Mistake(
    "missing-exp",
    "an exp is absent",
    "The log-scale itself stands where its exponential, the scale, is due: the term is then no KL of anything, and "
    "often unbounded below.",
    wrong="log_sigma_2 - log_sigma_1 + (log_sigma_1**2 + (mu_1 - mu_2)**2) / (2*log_sigma_2**2) - 0.5",
    right="log_sigma_2 - log_sigma_1 + (exp(log_sigma_1)**2 + (mu_1 - mu_2)**2) / (2*exp(log_sigma_2)**2) - 0.5",
    edits=(Edit("unexp"),),
)
