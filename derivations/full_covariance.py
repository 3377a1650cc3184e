"""The KL divergence of two Gaussians with full covariance, by the trace trick."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Sigma_1,
    Sigma_2,
    covariance,
    half,
    inverse,
    latents,
    log,
    log_determinant,
    matmul,
    mu_1,
    mu_2,
    multivariate_density,
    outer,
    step,
    trace,
    transpose,
    vector,
    vector_expectation,
    x,
)

q = multivariate_density(x, mu_1, Sigma_1)
p = multivariate_density(x, mu_2, Sigma_2)
logs = log_determinant(Sigma_2) - log_determinant(Sigma_1)
precision_1 = inverse(Sigma_1)
precision_2 = inverse(Sigma_2)
from_1 = x - mu_1
from_2 = x - mu_2
between = mu_2 - mu_1
mean_part = matmul(matmul(transpose(between), precision_2), between)

DERIVATION = Derivation(
    name="full-covariance",
    title="KL of two Gaussians with full covariance, by the trace trick",
    left_side=r"D_{\mathrm{KL}}(q \,\|\, p)",
    assumptions=(
        vector(mu_1, "the mean of q"),
        covariance(Sigma_1, "the covariance of q"),
        vector(mu_2, "the mean of p"),
        covariance(Sigma_2, "the covariance of p"),
    ),
    start=vector_expectation(log(q / p), x, mu_1, Sigma_1),
    start_because="By definition, the divergence is the mean of log q(x)/p(x) for a vector x of J numbers drawn from "
    "q = N(μ₁, Σ₁).",
    steps=(
        step(
            "log-density",
            vector_expectation(
                half
                * (
                    logs
                    - matmul(matmul(transpose(from_1), precision_1), from_1)
                    + matmul(matmul(transpose(from_2), precision_2), from_2)
                ),
                x,
                mu_1,
                Sigma_1,
            ),
            "Each log-density is minus half of log det 2πΣ and of a quadratic form: the squared distance to the mean, "
            "counted in standard deviations in every direction.",
        ),
        step(
            "linearity",
            half
            * (
                logs
                - vector_expectation(matmul(matmul(transpose(from_1), precision_1), from_1), x, mu_1, Sigma_1)
                + vector_expectation(matmul(matmul(transpose(from_2), precision_2), from_2), x, mu_1, Sigma_1)
            ),
            "The determinants do not depend on x.",
        ),
        step(
            "trace",
            half
            * (
                logs
                - vector_expectation(trace(matmul(precision_1, outer(from_1, from_1))), x, mu_1, Sigma_1)
                + vector_expectation(trace(matmul(precision_2, outer(from_2, from_2))), x, mu_1, Sigma_1)
            ),
            "The trace trick: a number is its own trace, and under a trace the factors may be turned round, so "
            "vᵀAv = tr(A v vᵀ).",
        ),
        step(
            "linearity",
            half
            * (
                logs
                - trace(matmul(precision_1, vector_expectation(outer(from_1, from_1), x, mu_1, Sigma_1)))
                + trace(matmul(precision_2, vector_expectation(outer(from_2, from_2), x, mu_1, Sigma_1)))
            ),
            "A trace and a product with a fixed matrix are linear, so the mean moves inside.",
        ),
        step(
            "moments",
            half
            * (
                logs
                - trace(matmul(precision_1, Sigma_1))
                + trace(matmul(precision_2, Sigma_1 + outer(between, between)))
            ),
            "The mean of (x − μ₁)(x − μ₁)ᵀ is what a covariance is, Σ₁. Around μ₂ the step from one mean to the other "
            "is added.",
        ),
        step(
            "trace",
            half * (logs - latents + trace(matmul(precision_2, Sigma_1)) + mean_part),
            "The trace of Σ₁⁻¹Σ₁ is that of the identity: J, the number of dimensions, which is where the −1 per "
            "latent comes from. The last summand is turned back into a quadratic form.",
        ),
        step(
            "collect",
            half
            * (
                trace(matmul(precision_2, Sigma_1))
                + mean_part
                - latents
                + log_determinant(Sigma_2)
                - log_determinant(Sigma_1)
            ),
            "In the usual order. The trace sees every entry of both matrices; the off-diagonal ones are not to be "
            "dropped.",
        ),
    ),
)
