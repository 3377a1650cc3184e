"""A variance that the sample supplies."""

from kl_check.claims.vocabulary import Saying, judged

SAMPLED = "z_p = m_q + torch.exp(logs_q)*eps\nlogs_p - logs_q - 0.5 + 0.5*(z_p - m_p)**2*torch.exp(-2*logs_p)"
ADDED = (
    "z_p = m_q + torch.exp(logs_q)*eps\n"
    "logs_p - logs_q - 0.5 + 0.5*(torch.exp(2*logs_q) + (z_p - m_p)**2)*torch.exp(-2*logs_p)"
)

CLAIM = Saying(
    name="a-variance-is-missing",
    topic="estimate",
    title="The sampled term lacks its σ₁²",
    says="In log σ₂ − log σ₁ − ½ + ½(z − μ₂)²/σ₂² with a sampled z, σ₁² must be added to the square.",
    claim=(judged(ADDED, "verdict", "exact"),),
    because="z is drawn from q, so its square holds σ₁² on average. Added once more, it counts twice.",
    expected="false",
    instead=(
        judged(SAMPLED, "verdict", "exact"),
        judged(SAMPLED, "target", "estimate"),
    ),
)
