import tensorflow as tf
import tensorflow_probability as tfp

tfd = tfp.distributions


class VAE(tf.keras.Model):
    def sample_latent(self, mean, logvar):
        eps = tf.random.normal(tf.shape(mean))
        return mean + eps * tf.exp(0.5 * logvar)

    def loss(self, x):
        mean, logvar = self.encode(x)
        z = self.sample_latent(mean, logvar)
        x_hat = self.decode(z)
        q = tfd.Normal(mean, tf.exp(logvar))
        p = tfd.Normal(0.0, 1.0)
        kl = tf.reduce_sum(tfd.kl_divergence(q, p), axis=-1)  # kl-check: inconsistent, latent sum, batch none, scale-mismatch
        rec = tf.reduce_sum(tf.square(x - x_hat), axis=-1)
        return tf.reduce_mean(rec + kl)
