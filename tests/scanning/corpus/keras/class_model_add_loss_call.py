import tensorflow as tf
from tensorflow.keras import layers, Model, backend as K


class VAE(Model):
    def __init__(self, latent_dim, beta=1.0):
        super(VAE, self).__init__()
        self.beta = beta
        self.z_mean = layers.Dense(latent_dim)
        self.z_log_var = layers.Dense(latent_dim)

    def call(self, x):
        h = self.backbone(x)
        z_mean = self.z_mean(h)
        z_log_var = self.z_log_var(h)
        z = z_mean + K.exp(0.5 * z_log_var) * K.random_normal(tf.shape(z_mean))
        kl = -0.5 * K.mean(K.sum(1 + z_log_var - K.square(z_mean) - K.exp(z_log_var), axis=-1))  # kl-check: exact, latent sum, batch mean
        self.add_loss(self.beta * kl)
        self.add_metric(kl, name="kl")
        return self.decoder(z)
