"""The KL divergence of two Gaussians with full covariance, by whitening."""

from kl_check.derivation.vocabulary import (
    Derivation,
    Sigma_1,
    Sigma_2,
    cholesky,
    covariance,
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
    step,
    trace,
    transpose,
    vector,
    vector_expectation,
    x,
    z,
)

q = multivariate_density(x, mu_1, Sigma_1)
p = multivariate_density(x, mu_2, Sigma_2)
logs = log_determinant(Sigma_2) - log_determinant(Sigma_1)
precision_1 = inverse(Sigma_1)
precision_2 = inverse(Sigma_2)
from_1 = x - mu_1
from_2 = x - mu_2
between = mu_2 - mu_1
L = cholesky(Sigma_1)
white = matmul(matmul(transpose(L), precision_2), L)
mean_part = matmul(matmul(transpose(between), precision_2), between)

DERIVATION = Derivation(
    name="full-covariance-whitening",
    title="KL of two Gaussians with full covariance, by whitening",
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
            "whiten",
            vector_expectation(
                half
                * (
                    logs
                    - matmul(transpose(z), z)
                    + matmul(matmul(transpose(matmul(L, z) - between), precision_2), matmul(L, z) - between)
                ),
                z,
                0,
                identity,
            ),
            "Write Σ₁ = L Lᵀ with L = chol Σ₁ and put x = μ₁ + Lz: the entries of z are independent and standard "
            "normal. This is how a VAE with full covariance draws its sample.",
        ),
        step(
            "linearity",
            half
            * (
                logs
                - vector_expectation(matmul(transpose(z), z), z, 0, identity)
                + vector_expectation(matmul(matmul(transpose(z), white), z), z, 0, identity)
                - 2 * vector_expectation(matmul(matmul(transpose(between), matmul(precision_2, L)), z), z, 0, identity)
                + mean_part
            ),
            "Multiply out. Three means are left to take: of zᵀz, of a quadratic form in z, and of z itself.",
        ),
        step(
            "moments",
            half * (logs - latents + trace(white) + mean_part),
            "Each zᵢ² has the mean 1, so zᵀz has the mean J, and zᵀAz that of the diagonal of A: its trace. The mean "
            "of z is 0.",
        ),
        step(
            "trace",
            half
            * (
                trace(matmul(precision_2, Sigma_1))
                + mean_part
                - latents
                + log_determinant(Sigma_2)
                - log_determinant(Sigma_1)
            ),
            "Under the trace Lᵀ moves to the other end, where L Lᵀ is Σ₁ again.",
        ),
    ),
)
