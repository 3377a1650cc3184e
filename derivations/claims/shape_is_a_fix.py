"""The other half of a fix."""

from kl_check.claims.vocabulary import Saying, judged

LINE = "-0.5*torch.mean(1 + s - mu**2 - s.exp(), dim=1).mean()"

CLAIM = Saying(
    name="shape-is-a-fix",
    topic="weight",
    title="With the shapes right the mean is right",
    says="Once the term has one value for each datum, by a mean over the latents, it is the divergence.",
    claim=(judged(LINE, "verdict", "exact"),),
    because="The shape is that of the divergence and the value is 1/J of it.",
    expected="false",
    instead=(
        judged(LINE, "mistake", "mean-over-latents"),
        judged("-0.5*torch.sum(1 + s - mu**2 - s.exp(), dim=1).mean()", "verdict", "exact"),
    ),
)
