"""Sum and mean."""

from kl_check.claims.vocabulary import Saying, equal, judged, slope

LINE = "-0.5*torch.mean(1 + s - mu**2 - s.exp(), dim=1)"

CLAIM = Saying(
    name="sum-or-mean",
    topic="weight",
    title="Sum or mean over the latents, the optimiser does not care",
    says="The mean over J latents is the sum up to a constant factor, which a step size takes up.",
    claim=(equal(slope("r + k/J", "k", J="20"), slope("r + k", "k")),),
    because="A factor on the whole loss may be taken up. This one stands at one of two terms: beside a "
    "reconstruction r that is summed it is the weight β = 1/J. If the reconstruction is divided by J as "
    "well, the claim is true.",
    expected="assuming",
    assuming="the reconstruction term is divided by J as well",
    then=(equal("r/J + k/J", "1/J*(r + k)"),),
    instead=(
        judged(LINE, "scale", "1/J"),
        judged(LINE, "weight beside a sum", "0.05", sizes={"J": 20, "P": 784}),
    ),
)
