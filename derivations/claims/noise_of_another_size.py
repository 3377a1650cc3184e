"""Noise of another size."""

from kl_check.claims.vocabulary import Saying, judged

CLAIM = Saying(
    name="noise-of-another-size",
    topic="sampler",
    title="The size of the noise is a matter of taste",
    says="Noise with a standard deviation of 0.01 in the sampler leaves the divergence right.",
    claim=(judged("z = mu + torch.exp(s/2)*0.01*eps\n-0.5*torch.sum(1 + s - mu**2 - s.exp())", "verdict", "exact"),),
    because="The posterior that is sampled has the standard deviation 0.01 σ; the line below is the divergence of "
    "another one.",
    expected="false",
    instead=(judged("z = mu + torch.exp(s/2)*eps\n-0.5*torch.sum(1 + s - mu**2 - s.exp())", "verdict", "exact"),),
)
