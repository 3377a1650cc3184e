"""Half a fix."""

from kl_check.claims.vocabulary import Saying, judged

LINE = "z = mu + torch.exp(log_std)*eps\n-0.5*torch.sum(1 + log_std - mu**2 - log_std.exp())"
OTHER_LINE = "z = mu + torch.exp(log_std)*eps\n-0.5*torch.sum(1 + 2*log_std - mu**2 - (2*log_std).exp())"

CLAIM = Saying(
    name="renaming-is-a-fix",
    topic="sampler",
    title="Renaming the symbol mends the mismatch",
    says="Called log_std, the symbol agrees with a sampler that takes its exponential, and all is well.",
    claim=(judged(LINE, "verdict", "exact"),),
    because="The divergence below still reads it as a log-variance. A name proves nothing; both lines must "
    "change, or the other one.",
    expected="false",
    instead=(
        judged(LINE, "verdict", "inconsistent"),
        judged(OTHER_LINE, "verdict", "exact"),
    ),
)
