import jax.numpy as jnp


def kl_mvn(m0, S0, m1, S1):
    """KL(N(m0, S0) || N(m1, S1))."""
    d = m0.shape[-1]
    diff = m1 - m0
    tr = jnp.trace(jnp.linalg.solve(S1, S0))
    quad = diff @ jnp.linalg.solve(S1, diff)
    logdet = jnp.linalg.slogdet(S1)[1] - jnp.linalg.slogdet(S0)[1]
    return 0.5 * (tr + quad - d + logdet)  # kl-check: exact, latent sum, batch none
