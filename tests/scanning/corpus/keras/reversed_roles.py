import tensorflow as tf
from tensorflow.keras import layers
from tensorflow.keras import backend as K


class Sample(layers.Layer):
    def call(self, inputs):
        z_mean, z_std = inputs
        eps = K.random_normal(shape=K.shape(z_mean))
        return z_mean + z_std * eps


class M(tf.keras.Model):
    def call(self, x):
        z_mean, z_std = self.enc(x)
        z = self.sample([z_mean, z_std])
        kl = -0.5 * K.sum(1 + K.log(K.square(z_std)) - K.square(z_mean) - K.square(z_std), axis=-1)  # kl-check: exact, latent sum, batch mean
        self.add_loss(K.mean(kl))
        return self.dec(z)
