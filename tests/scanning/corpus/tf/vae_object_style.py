import tensorflow as tf


class VAE:
    def __init__(self, z_dim=10):
        self.z_dim = z_dim

    def _latent_loss(self):
        with tf.name_scope('latent_loss'):
            logvar = self.encoder_out['log_var']
            mu = self.encoder_out['mean']
            kl = 0.5 * (tf.exp(logvar) + mu ** 2 - 1.0 - logvar)
            kl = tf.reduce_sum(kl, axis=1)
            kl = tf.reduce_mean(kl, name='kl')  # kl-check: exact, latent sum, batch mean
        tf.summary.scalar('kl', kl)
        return kl

    def _sample(self):
        mu, logvar = self.encoder_out['mean'], self.encoder_out['log_var']
        return mu + tf.exp(0.5 * logvar) * tf.random_normal(tf.shape(mu))
