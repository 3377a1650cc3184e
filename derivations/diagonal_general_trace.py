"""The KL divergence of two Gaussians with diagonal covariance, from the formula for any covariance."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Sigma_1,
    Sigma_2,
    diagonal,
    half,
    inverse,
    latents,
    log,
    log_determinant,
    matmul,
    mu_1,
    mu_2,
    multivariate_density,
    positive_vector,
    sigma_1,
    sigma_2,
    step,
    sum_over_latents,
    trace,
    transpose,
    vector,
    vector_expectation,
    x,
)

first = diagonal(sigma_1**2)
second = diagonal(sigma_2**2)
q = multivariate_density(x, mu_1, first)
p = multivariate_density(x, mu_2, second)
between = mu_2 - mu_1

DERIVATION = Derivation(
    name="diagonal-general-trace",
    title="KL of two Gaussians with diagonal covariance, by the trace",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        vector(mu_1, "the mean of q"),
        positive_vector(sigma_1, "the standard deviations of q"),
        vector(mu_2, "the mean of p"),
        positive_vector(sigma_2, "the standard deviations of p"),
    ),
    start=vector_expectation(log(q / p), x, mu_1, first),
    start_because="A diagonal covariance is a covariance, so the formula for any covariance must do.",
    steps=(
        step(
            "cite",
            half
            * (
                trace(matmul(inverse(second), first))
                + matmul(matmul(transpose(between), inverse(second)), between)
                - latents
                + log_determinant(second)
                - log_determinant(first)
            ),
            "The formula, with Σ₁ = diag(σ₁²) and Σ₂ = diag(σ₂²): diagonal matrices with positive entries are positive "
            "definite.",
            where={Sigma_1: first, Sigma_2: second},
            cites="full-covariance",
        ),
        step(
            "diagonal",
            half
            * (
                sum_over_latents(sigma_1**2 / sigma_2**2)
                + sum_over_latents((mu_2 - mu_1) ** 2 / sigma_2**2)
                - latents
                + log_determinant(second)
                - log_determinant(first)
            ),
            "A diagonal matrix is inverted entry by entry: the trace is a sum of ratios of variances, and the "
            "quadratic form a sum of squares.",
        ),
        step(
            "log-determinant",
            half
            * (
                sum_over_latents(sigma_1**2 / sigma_2**2)
                + sum_over_latents((mu_2 - mu_1) ** 2 / sigma_2**2)
                - latents
                + sum_over_latents(log(sigma_2**2))
                - sum_over_latents(log(sigma_1**2))
            ),
            "The determinant of a diagonal matrix is the product of its entries, and the logarithm makes that a sum.",
        ),
        step(
            "collect",
            sum_over_latents(log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - half),
            "J is a sum of ones. Under one sum stands the divergence of two univariate Gaussians, latent by latent: "
            "the same as by adding up independent latents.",
        ),
    ),
)
