"""A right line beside a wrong sampler."""

from kl_check.claims.vocabulary import Saying, judged

LINE = "z = mu + torch.exp(logvar)*eps\n-0.5*torch.sum(1 + logvar - mu**2 - logvar.exp())"

CLAIM = Saying(
    name="a-right-line-is-enough",
    topic="sampler",
    title="The line is the divergence, so the code is right",
    says="If the line of the divergence is right, nothing is wrong.",
    claim=(judged(LINE, "sampler agrees", "yes"),),
    because="The sampler draws with σ² where σ is due: the divergence of one posterior, samples of another.",
    expected="false",
    instead=(
        judged("-0.5*torch.sum(1 + logvar - mu**2 - logvar.exp())", "verdict", "exact"),
        judged(LINE, "verdict", "inconsistent"),
    ),
)
