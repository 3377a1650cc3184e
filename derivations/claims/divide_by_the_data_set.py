"""Division by the data set."""

from kl_check.claims.vocabulary import Saying, equal, slope

CLAIM = Saying(
    name="divide-by-the-data-set",
    topic="weight",
    title="The divergence is to be divided by the size of the data set",
    says="With N data and batches of M, a factor M/N at the divergence removes a bias of the batches.",
    claim=(equal(slope("r + M/N*k", "k", M="100", N="60000"), slope("r + k", "k")),),
    because="There is one divergence for each datum, so a batch stands for the whole by N/M at both terms. A "
    "divergence of weights is there once for the whole data set: then the factor is right.",
    expected="assuming",
    assuming="the divergence is one of weights, taken once for the whole data set",
    then=(equal("N/M*r + k", "N/M*(r + M/N*k)"),),
    instead=(equal("N/M*r + N/M*k", "N/M*(r + k)"),),
)
