import keras
from keras import ops


class KL(keras.layers.Layer):
    def call(self, mean, logvar):
        kl = ops.multiply(-0.5, ops.sum(ops.add(1.0, ops.subtract(logvar, ops.add(ops.square(mean), ops.exp(logvar)))), axis=-1))
        self.add_loss(ops.mean(kl))  # kl-check: exact, latent sum, batch mean
        return mean
