import tensorflow as tf
import tensorflow_probability as tfp
tfd = tfp.distributions


def loss(net, x, latent_dim):
    params = net(x)
    loc, tril = params[..., :latent_dim], tfp.math.fill_triangular(params[..., latent_dim:])
    q = tfd.MultivariateNormalTriL(loc, tril)
    p = tfd.MultivariateNormalDiag(tf.zeros(latent_dim))
    return tf.reduce_mean(q.kl_divergence(p))  # kl-check: exact, latent sum, batch mean
