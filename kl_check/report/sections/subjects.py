"""The subjects under which the derivations are told, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A derivation belongs to the first subject with one of whose words its name begins; they are in this order."""

    anchor: str
    title: str
    introduction: str
    words: tuple[str, ...]

    def place(self, name: str) -> int:
        """Where a derivation of this subject stands in it."""
        return next(index for index, word in enumerate(self.words) if name.startswith(word))


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "building-blocks",
        "Density, entropy, cross-entropy",
        "What the divergence is made of.",
        ("log-density", "density", "entropy", "cross-entropy"),
    ),
    Subject(
        "one-latent",
        "One latent",
        "The divergence of two univariate Gaussians, by routes that do not lean on each other.",
        ("univariate",),
    ),
    Subject(
        "every-role",
        "In every role of the scale",
        "The same divergence from N(0, 1) in the symbol that code holds: a variance, a logarithm, a precision.",
        ("standard-var", "standard-log-var", "standard-log-std", "standard"),
    ),
    Subject(
        "many-latents",
        "Many latents",
        "Independent latents add their divergences.",
        ("independen", "chain", "diagonal"),
    ),
    Subject(
        "correlated-latents",
        "Full covariance matrices",
        "The same divergence where the latents depend on each other.",
        ("full", "affine"),
    ),
    Subject(
        "least-value",
        "Never negative, and where it is zero",
        "Why the divergence has a least value, and that there is only one place for it.",
        ("gibbs", "nonnegativ", "minimum"),
    ),
    Subject(
        "slopes",
        "Slopes",
        "The gradients that training follows, in each symbol that may hold the scale.",
        ("gradient-general", "gradient-mean", "gradient-std", "gradient-var", "gradient-log-std", "gradient"),
    ),
    Subject(
        "curvatures",
        "Curvatures",
        "How the divergence bends: its second derivatives.",
        ("curvature-general", "curvature-mean", "curvature-std", "curvature-var", "curvature-log-std", "curvature"),
    ),
    Subject(
        "both-directions",
        "Forward, reverse, and their sum",
        "The two directions differ, yet bend alike where q = p: the Fisher information. Their sum bends twice as much.",
        ("equality", "fisher", "jeffreys"),
    ),
    Subject(
        "misread-symbols",
        "A variance read as a standard deviation",
        "What becomes of value, slope and curvature if one symbol is put into the formula of another role.",
        ("misread",),
    ),
    Subject(
        "in-training",
        "Beside a reconstruction",
        "The bound in which the term stands, the weight that a mean means, and the unit.",
        ("elbo-identity", "elbo", "mean-over", "weight", "bits"),
    ),
    Subject(
        "estimators",
        "Estimates by samples",
        "Mean, variance and gradients of the estimates that code uses where it has no closed form.",
        ("k1", "k2", "k3", "semi-analytic"),
    ),
    Subject("others", "Others", "What fits under no other heading.", ("",)),
)


def subject_of(name: str) -> Subject:
    """The subject of the derivation of that name."""
    return next(subject for subject in SUBJECTS if name.startswith(subject.words))
