"""Bits for nats."""

from kl_check.model.mistake import Mistake

MISTAKE = Mistake(
    "wrong-base",
    "bits for nats",
    "Divided by log 2 the KL is in bits: a weight of 1.44 on the term unless the reconstruction is in bits too.",
    wrong="-0.5 * (1 + 2*log(std) - mu**2 - std**2) / log(2)",
    right="-0.5 * (1 + 2*log(std) - mu**2 - std**2)",
)
