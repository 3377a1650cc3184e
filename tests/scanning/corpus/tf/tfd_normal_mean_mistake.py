import tensorflow as tf
import tensorflow_probability as tfp

tfd = tfp.distributions


def vae_loss(encoder, decoder, x):
    mu, sigma = encoder(x)
    posterior = tfd.Normal(mu, sigma)
    prior = tfd.Normal(0., 1.)
    z = posterior.sample()
    recon = tf.reduce_mean(tf.square(decoder(z) - x))
    kl_loss = tf.reduce_mean(tfd.kl_divergence(posterior, prior))  # kl-check: scaled, latent mean, batch mean, mean-over-latents
    return recon + kl_loss
