"""How often the ½ is subtracted."""

from kl_check.claims.vocabulary import Saying, judged

LINE = "0.5*(torch.sum(mu**2 + s.exp() - s, -1) - 1)"

CLAIM = Saying(
    name="one-half-per-datum",
    topic="form",
    title="The constant is ½ for each datum",
    says="After the sum over the latents ½ is subtracted once.",
    claim=(judged(LINE, "verdict", "exact"),),
    because="Each latent brings its own ½: J/2 in all. Subtracted once, the term is shifted by (J − 1)/2, and no "
    "gradient changes.",
    expected="false",
    instead=(
        judged(LINE, "offset", "J/2 - 1/2"),
        judged("0.5*(torch.sum(mu**2 + s.exp() - s, -1) - mu.shape[1])", "verdict", "exact"),
    ),
)
