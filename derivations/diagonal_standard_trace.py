"""The KL divergence of a Gaussian with diagonal covariance from N(0, I), from the formula for any covariance."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Sigma_1,
    Sigma_2,
    diagonal,
    half,
    identity,
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
    step,
    sum_over_latents,
    trace,
    transpose,
    vector,
    vector_expectation,
    x,
    zeros,
)

first = diagonal(sigma_1**2)
q = multivariate_density(x, mu_1, first)
p = multivariate_density(x, zeros, identity)
between = zeros - mu_1

DERIVATION = Derivation(
    name="diagonal-standard-trace",
    title="KL of a Gaussian with diagonal covariance from N(0, I), by the trace",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, \mathcal{N}(0, I))",
    assumptions=(vector(mu_1, "the mean of q"), positive_vector(sigma_1, "the standard deviations of q")),
    start=vector_expectation(log(q / p), x, mu_1, first),
    start_because="The prior of a VAE is a Gaussian as well: its mean is the zero vector and its covariance the "
    "identity matrix.",
    steps=(
        step(
            "cite",
            half
            * (
                trace(matmul(inverse(identity), first))
                + matmul(matmul(transpose(between), inverse(identity)), between)
                - latents
                + log_determinant(identity)
                - log_determinant(first)
            ),
            "The formula for any covariance, with Σ₁ = diag(σ₁²), μ₂ = 0 and Σ₂ = I.",
            where={Sigma_1: first, mu_2: zeros, Sigma_2: identity},
            cites="full-covariance",
        ),
        step(
            "diagonal",
            half * (trace(first) + matmul(transpose(mu_1), mu_1) - latents - log_determinant(first)),
            "The identity is its own inverse, and the logarithm of its determinant is 0: this is where the second "
            "Gaussian goes in a VAE's KL term. Nothing of it is left but these ones and zeros.",
        ),
        step(
            "log-determinant",
            half
            * (sum_over_latents(sigma_1**2) + sum_over_latents(mu_1**2) - latents - sum_over_latents(log(sigma_1**2))),
            "The trace is the sum of the variances, μ₁ᵀμ₁ the sum of the squared means, and the log-determinant the "
            "sum of the log-variances.",
        ),
        step(
            "collect",
            sum_over_latents(half * (sigma_1**2 + mu_1**2 - 1) - log(sigma_1)),
            "J is a sum of ones. Under one sum stands the divergence of each latent from N(0, 1).",
        ),
    ),
)
