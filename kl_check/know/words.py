"""The words that kl_check prints, and what each means. Mistakes have files of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A word with its meaning; `example` is an expression for which it is printed, `pins` what it needs."""

    word: str
    title: str
    explanation: str
    example: str | None = None
    pins: tuple[str, ...] = ()


LINE = "-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())"
GENERAL = "log(s2/s1) + (s1**2 + (m1 - m2)**2)/(2*s2**2) - 1/2"

VERDICTS: tuple[Entry, ...] = (
    Entry(
        "exact",
        "it is the KL",
        "Summed over latents; a batch sum, a batch mean and a value per sample all count. Proved for every size.",
        LINE,
    ),
    Entry(
        "approximate",
        "the KL but for a stabiliser, or an estimate with a bias",
        "A small constant, a clamp or free bits change the value a little, or the mean of an estimate is not the KL.",
        "0.5 * (-0.5*((z - m)**2*exp(-s) + s) + 0.5*z**2)**2",
    ),
    Entry(
        "shifted",
        "the KL plus a constant",
        "Gradients are those of the KL, values are not: the minimum is not 0.",
        "-0.5 * torch.sum(logvar - mu.pow(2) - logvar.exp())",
    ),
    Entry(
        "scaled",
        "a constant multiple of the KL",
        "The factor is a weight on the KL against the rest of the loss: 1/J for a mean over latents, 2 without the ½.",
        "-0.5 * torch.mean(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)",
    ),
    Entry(
        "inconsistent",
        "a KL, but the code beside it reads the scale otherwise",
        "The formula is the KL under one role of the scale; a sampler line or an explicit --as uses another.",
        LINE,
        ("logvar=std",),
    ),
    Entry(
        "wrong",
        "no listed reading, scale or shift makes it the KL",
        "It is meant as one: within three slips of one, or named so. Balls prove the difference for each reading.",
        "0.5 * torch.sum(torch.exp(logvar) + mu**2 - 1. + logvar)",
    ),
    Entry(
        "unrelated", "it was read and is something else", "A constant, a lone symbol, a formula far from any KL.", "3"
    ),
    Entry(
        "undecided",
        "neither proved nor refuted",
        "The expression is outside the class that the normal form decides; what was tried is listed.",
        "-0.5 * (1 + log(s**2 + 1/2) - m**2 - s**2)",
    ),
)

ROLES: tuple[Entry, ...] = (
    Entry("mean", "the mean μ of a Gaussian", "Any real number."),
    Entry("std", "standard deviation σ", "Positive."),
    Entry("var", "variance σ²", "Positive."),
    Entry("log_std", "log standard deviation, log σ", "Any real number."),
    Entry("log_var", "log-variance, log σ²", "Any real number; what most VAE encoders put out."),
    Entry("precision", "precision 1/σ²", "Positive."),
    Entry("log_precision", "log-precision, log 1/σ²", "Any real number."),
    Entry("sample", "a draw z from the posterior", "The term is then judged by its mean over z, taken exactly."),
    Entry("cov", "covariance matrix Σ", "Symmetric and positive definite."),
    Entry("cholesky", "Cholesky factor L, with Σ = L Lᵀ", "Lower triangular, with a positive diagonal."),
    Entry("count", "a size: latents, batch, pixels", "Dividing a batch sum by one makes the batch mean."),
    Entry("weight", "a named weight such as β", "A factor on the whole; it does not disturb the verdict."),
)

NOTES: tuple[Entry, ...] = (
    Entry(
        "misleading-name",
        "the name suggests another role than the formula",
        "The formula is the KL only if the symbol holds something else than its name says. One name in six does that.",
        "-0.5 * torch.sum(1 + sigma - mu.pow(2) - sigma.exp())",
    ),
    Entry("weighted", "a named weight stands in the term", "As β in β-VAE; it is set apart.", f"beta * ({LINE})"),
    Entry(
        "mean-over-batch",
        "averaged over the batch",
        "An average over data points does not change what is optimised; nor does a sum, up to the learning rate.",
        "torch.mean(-0.5 * torch.sum(1 + logvar - mu**2 - logvar.exp(), dim=1), dim=0)",
    ),
    Entry(
        "direction",
        "nothing says which Gaussian is the posterior",
        "The formula is KL(first‖second) for the Gaussians shown; the bound needs KL(posterior‖prior).",
        "log(sb/sa) + (sa**2 + (ma - mb)**2)/(2*sb**2) - 1/2",
    ),
    Entry(
        "equal-variance",
        "both Gaussians have the same scale",
        "Then only the squared distance of the means is left of the KL.",
        "0.5 * (m1 - m2)**2",
    ),
    Entry(
        "biased",
        "the mean of this estimate is not the KL",
        "k2 = ½ (log q − log p)² averages to half of (KL² + the variance of log q − log p): 0.127 for 0.168.",
        "0.5 * (-0.5*((z - m)**2*exp(-s) + s) + 0.5*z**2)**2",
    ),
    Entry(
        "unstable-near-prior",
        "near the prior log, variance and constant cancel: small values are lost in low precision",
        "The KL is of second order there and its parts are of order one. In single precision a KL below about 1e-5 is "
        "off by more than 1 %, and may be 0; gradients are right. expm1(s) - s for exp(s) - s - 1 keeps small values.",
        LINE,
    ),
    Entry(
        "overflows",
        "an exponential of a scale that may be any number overflows",
        "exp(s) of a log-variance is infinite above 88.7 in single and 11.09 in half precision, exp(2*s) of a log std "
        "above half of that. The formula is right; bound what the network puts out, or start it near 0.",
        LINE,
    ),
    Entry(
        "round-trip",
        "an exponential of a logarithm, or the reverse",
        "log(exp(s)) is s, and overflows long before s does; exp(2*log(sd)) is sd**2. The value is the same.",
        "0.5 * torch.sum(torch.exp(logvar) + mu**2 - 1 - torch.log(torch.exp(logvar)))",
    ),
    Entry(
        "caret-is-power",
        "^ was read as a power",
        "In mathematics it is one; in Python it is not.",
        "-.5 + mu^2/2 + (v - log(v))/2",
    ),
)

ENTRIES: tuple[tuple[str, tuple[Entry, ...]], ...] = (("verdict", VERDICTS), ("role", ROLES), ("note", NOTES))

BY_WORD: Mapping[str, Entry] = {entry.word: entry for _, entries in ENTRIES for entry in entries}
