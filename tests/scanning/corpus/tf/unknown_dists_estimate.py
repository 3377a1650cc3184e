import tensorflow as tf
import tensorflow_probability as tfp
tfd = tfp.distributions


def calc_kl(dist_q, dist_p, analytic=True):
    if analytic:
        return tfd.kl_divergence(dist_q, dist_p)  # kl-check: exact, latent sum, batch none
    z = dist_q.sample()
    return dist_q.log_prob(z) - dist_p.log_prob(z)  # kl-check: exact, latent sum, batch none


def importance_weight(target, proposal, x):
    return tf.exp(target.log_prob(x) - proposal.log_prob(x))
