"""The subjects under which the derivations are told, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A derivation belongs to the first subject with one of whose words its name begins."""

    anchor: str
    title: str
    introduction: str
    words: tuple[str, ...]


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "building-blocks",
        "Density, entropy, cross-entropy",
        "What the divergence is made of.",
        ("",),
    ),
    Subject(
        "one-dimension",
        "One latent",
        "The divergence of two univariate Gaussians, by routes that do not depend on each other.",
        ("univariate", "kl"),
    ),
    Subject(
        "every-role",
        "In every role of the scale",
        "The same divergence from N(0, 1) by the symbol that code holds: a variance, a logarithm, a precision.",
        ("log-var", "var", "log-std", "std", "precision", "role"),
    ),
    Subject(
        "many-latents",
        "Many latents",
        "Independent latents add their divergences.",
        ("chain", "independen", "diagonal", "latents"),
    ),
    Subject(
        "shape",
        "The shape of the divergence",
        "Where it is zero, how steep it is, and how it bends, in each symbol that may hold the scale.",
        ("negativ", "zero", "gradient", "hessian", "curvature", "slope", "minimum", "fisher", "jeffreys", "symmetr"),
    ),
    Subject(
        "full-covariance",
        "Full covariance matrices",
        "The same divergence where the latents depend on each other.",
        ("full", "covariance", "affine", "whiten", "matrix"),
    ),
    Subject(
        "in-training",
        "In training",
        "What becomes of the term beside a reconstruction: the bound in which it stands, weights, units, and estimates "
        "by samples.",
        (
            "bound",
            "elbo",
            "mean-over",
            "weight",
            "beta",
            "bits",
            "estimat",
            "k1",
            "k2",
            "k3",
            "sample",
            "semi-analytic",
        ),
    ),
)


def subject_of(name: str) -> Subject:
    """The subject of the derivation of that name."""
    return next(subject for subject in SUBJECTS if name.startswith(subject.words))
