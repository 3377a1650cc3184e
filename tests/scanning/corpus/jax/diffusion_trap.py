import jax.numpy as jnp


def snr_loss(eps, eps_hat, gamma_t, gamma_s, T):
    loss_diff_mse = jnp.sum(jnp.square(eps - eps_hat), axis=(1, 2, 3))
    return 0.5 * T * jnp.expm1(gamma_t - gamma_s) * loss_diff_mse


def log_std_schedule(t, lam):
    return jnp.sqrt(1 - jnp.exp(-2 * lam * t)), 0.5 * jnp.log(1 - jnp.exp(-2 * t))


def rbf_kernel(x, y, log_ls, log_var):
    d2 = jnp.sum(((x[:, None] - y[None]) / jnp.exp(log_ls)) ** 2, -1)
    return jnp.exp(log_var) * jnp.exp(-0.5 * d2)
