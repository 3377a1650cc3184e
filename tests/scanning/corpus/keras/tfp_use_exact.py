import keras
import tensorflow as tf
import tensorflow_probability.python.layers as tfpl
import tensorflow_probability.python.distributions as tfd


def encoder(latent_size=16, kl_weight=1.):
    prior = tfd.MultivariateNormalDiag(loc=tf.zeros(latent_size), scale_diag=tf.ones(latent_size))
    inp = keras.Input((784,))
    h = keras.layers.Dense(256, 'relu')(inp)
    mu = keras.layers.Dense(latent_size)(h)
    rho = keras.layers.Dense(latent_size)(h)
    z = tfpl.DistributionLambda(
        lambda t: tfd.MultivariateNormalDiag(loc=t[0], scale_diag=tf.math.exp(t[1])),
        activity_regularizer=tfpl.KLDivergenceRegularizer(prior, use_exact_kl=True, weight=kl_weight))([mu, rho])  # kl-check: exact, latent sum, batch mean
    return keras.Model(inp, z)
