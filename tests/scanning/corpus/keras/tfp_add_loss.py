import tensorflow as tf
import tensorflow_probability as tfp

tfk = tf.keras
tfpl = tfp.layers
tfd = tfp.distributions

latent = 8
prior = tfd.MultivariateNormalDiag(loc=tf.zeros(latent))
encoder = tfk.Sequential([
    tfk.layers.Dense(64, activation='relu'),
    tfk.layers.Dense(tfpl.IndependentNormal.params_size(latent)),
    tfpl.IndependentNormal(latent),
    tfpl.KLDivergenceAddLoss(prior, weight=0.5),  # kl-check: exact, latent sum, batch mean
])
