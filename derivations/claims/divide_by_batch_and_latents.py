"""Division by batch and latents."""

from kl_check.claims.vocabulary import Saying, judged, multiple

LINE = "-0.5*torch.mean(1 + s - mu**2 - s.exp(), dim=1)"

CLAIM = Saying(
    name="divide-by-batch-and-latents",
    topic="weight",
    title="Divide by batch size times latents to balance the loss",
    says="With 20 latents and a mean over 784 pixels, the mean of the divergence over batch and latents is the "
    "bound with β = 1.",
    claim=(judged(LINE, "weight beside a mean", "1", sizes={"J": 20, "P": 784}),),
    because="Beside a mean over P pixels it is β = P/J = 39.2. Dividing both terms by the same 784 is consistent.",
    expected="false",
    instead=(
        judged(LINE, "weight beside a mean", "39.2", sizes={"J": 20, "P": 784}),
        multiple("r/784 + k/784", "r + k", "1/784"),
    ),
)
