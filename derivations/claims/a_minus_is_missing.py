"""The sign in front."""

from kl_check.claims.vocabulary import Saying, judged

LINE = "-0.5*torch.sum(1 + s - mu**2 - s.exp())"

CLAIM = Saying(
    name="a-minus-is-missing",
    topic="form",
    title="With −½ in front it is minus the divergence",
    says="A line that begins with −½ Σ (1 + s − μ² − exp s) has one minus too many.",
    claim=(judged(LINE, "scale", "-1"),),
    because="The bracket is never positive: −½ in front gives the divergence, +½ its negative, as it stands in a "
    "bound that is maximised.",
    expected="false",
    instead=(
        judged(LINE, "scale", "1"),
        judged("0.5*torch.sum(1 + s - mu**2 - s.exp())", "scale", "-1"),
    ),
)
