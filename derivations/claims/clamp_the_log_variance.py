"""A clamp that shuts the prior out."""

from kl_check.claims.vocabulary import Saying, below, curvature, equal, formula, judged, slope

FORM = "1/2*(exp(s) + mu**2 - 1 - s)"

CLAIM = Saying(
    name="clamp-the-log-variance",
    topic="scale",
    title="A log-variance is clamped between 2 and 20 without harm",
    says="With the log-variance between 2 and 20 the divergence can still become 0.",
    claim=(equal(formula(FORM, s="2", mu="0"), "0"),),
    because="The lower bound forces σ² ≥ e². From there the divergence only grows, so each latent costs at least "
    "½(e² − 3) = 2.19 nats.",
    expected="false",
    instead=(
        below("2.19", formula(FORM, s="2", mu="0")),
        below("0", slope(FORM, "s", s="2")),
        equal(curvature(FORM, "s"), "exp(s)/2"),
        judged(
            "-0.5*torch.sum(1 + torch.clamp(s, 2, 20) - mu**2 - torch.clamp(s, 2, 20).exp())", "severity", "warning"
        ),
    ),
)
