import tensorflow as tf
import tensorflow_probability as tfp


def separate_kl(m1, c1, m2, c2, both_diagonal=False):
    if both_diagonal:
        dist_type = tfp.distributions.MultivariateNormalDiag
    else:
        dist_type = tfp.distributions.MultivariateNormalFullCovariance
    d1 = dist_type(tf.stop_gradient(m1), c1)
    d2 = dist_type(m2, c2)
    d3 = dist_type(m1, c2)
    d3_stop = dist_type(tf.stop_gradient(m1), c2)
    kl_mean = tfp.distributions.kl_divergence(d3, d2)  # kl-check: exact, latent sum, batch none
    kl_cov = tfp.distributions.kl_divergence(d1, d3_stop)  # kl-check: exact, latent sum, batch none
    return kl_mean, kl_cov
