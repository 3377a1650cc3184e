import keras
from keras import ops


class GaussianSampler(keras.layers.Layer):
    def call(self, mean, log_std):
        return mean + ops.exp(log_std) * keras.random.normal(ops.shape(mean))


class VAE(keras.Model):
    def call(self, x):
        mean, log_std = ops.split(self.encoder(x), 2, axis=-1)
        z = self.sampler(mean, log_std)
        self.add_loss(ops.mean(ops.sum(0.5 * (ops.square(mean) + ops.exp(2 * log_std) - 1) - log_std, axis=-1)))  # kl-check: exact, latent sum, batch mean
        return self.decoder(z)
