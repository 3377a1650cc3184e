"""A small constant that changes the value."""

from kl_check.model.mistake import Mistake

MISTAKE = Mistake(
    "eps-bias",
    "a small constant changes the value",
    "An eps inside a logarithm or a quotient keeps the value finite and biases it: by about eps/σ² per latent, nothing "
    "where σ is about 1, much where σ² comes near eps.",
    wrong="0.5 * (std**2 + mu**2 - 1 - log(std**2 + 1e-8))",
    right="0.5 * (std**2 + mu**2 - 1 - log(std**2))",
)
