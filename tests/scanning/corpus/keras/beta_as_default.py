import tensorflow.keras.backend as K
from tensorflow.keras.layers import Layer


class KLLoss(Layer):
    def __init__(self, beta=1e-3, **kw):
        super().__init__(**kw)
        self.beta = beta

    def call(self, inputs):
        mean, log_var = inputs
        kl = -0.5 * K.sum(1 + log_var - K.square(mean) - K.exp(log_var), axis=1)
        self.add_loss(self.beta * K.mean(kl))  # kl-check: exact, latent sum, batch mean
        return K.concatenate([mean, log_var])
