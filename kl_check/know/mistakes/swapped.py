"""The arguments are swapped."""

from kl_check.model.mistake import Edit, Mistake

MISTAKE = Mistake(
    "reversed",
    "the arguments are swapped",
    (
        "KL(p‖q) for KL(q‖p). The variational bound has KL(posterior ‖ prior); the other direction has "
        "another value and other gradients, and shares only the minimum and the curvature there."
    ),
    wrong="log_sigma_q - log_sigma_p + (exp(2*log_sigma_p) + (mu_p - mu_q)**2) / (2*exp(2*log_sigma_q)) - 1/2",
    right="log_sigma_p - log_sigma_q + (exp(2*log_sigma_q) + (mu_q - mu_p)**2) / (2*exp(2*log_sigma_p)) - 1/2",
    edits=(Edit("other-scale"),),
)
