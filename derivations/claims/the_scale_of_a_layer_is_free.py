"""The scale of a dense output."""

from kl_check.claims.vocabulary import Saying, judged

LINE = "z = mu + torch.exp(s)*eps\n-0.5*torch.sum(1 + s - mu**2 - s.exp())"

CLAIM = Saying(
    name="the-scale-of-a-layer-is-free",
    topic="sampler",
    title="exp(s) or exp(s/2) in the sampler, a layer learns either",
    says="A layer can scale its output, so the factor in the exponent of the sampler does not matter.",
    claim=(judged(LINE, "verdict", "exact"),),
    because="The scale is free once. Here one s is a log standard deviation in the sampler and a log-variance in "
    "the divergence, and no layer can be both.",
    expected="assuming",
    assuming="the divergence reads s as the sampler does",
    then=(
        judged("z = mu + torch.exp(s)*eps\n-0.5*torch.sum(1 + 2*s - mu**2 - (2*s).exp())", "verdict", "exact"),
        judged("z = mu + torch.exp(s/2)*eps\n-0.5*torch.sum(1 + s - mu**2 - s.exp())", "verdict", "exact"),
    ),
    instead=(judged(LINE, "mistake", "scale-mismatch"),),
)
