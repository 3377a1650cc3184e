"""A weight that sampling gives."""

from kl_check.claims.vocabulary import Saying, judged

PLAIN = "z = m + exp(s/2)*eps\n-0.5*((z - m)**2*exp(-s) + s) + 0.5*z**2"
WEIGHED = "z = m + exp(s/2)*eps\nexp(-0.5*((z - m)**2*exp(-s) + s))*(-0.5*((z - m)**2*exp(-s) + s) + 0.5*z**2)"

CLAIM = Saying(
    name="weigh-the-sample",
    topic="estimate",
    title="The sampled term must be weighed with q(z)",
    says="The integrand is q(z) log(q(z)/p(z)), so each sample of log q − log p is to be multiplied by q(z).",
    claim=(judged(WEIGHED, "verdict", "exact"),),
    because="Samples of q come as often as q says. Weighed again they are counted by q².",
    expected="false",
    instead=(judged(PLAIN, "verdict", "exact"),),
)
