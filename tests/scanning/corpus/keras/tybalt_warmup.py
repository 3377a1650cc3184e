import keras.backend as K
from keras import metrics
from keras.layers import Layer


class CustomVariationalLayer(Layer):
    def __init__(self, var_layer, mean_layer, original_dim, beta, **kwargs):
        self.is_placeholder = True
        self.var_layer = var_layer
        self.mean_layer = mean_layer
        self.original_dim = original_dim
        self.beta = beta
        super().__init__(**kwargs)

    def vae_loss(self, x_input, x_decoded):
        reconstruction_loss = self.original_dim * metrics.binary_crossentropy(x_input, x_decoded)
        kl_loss = - 0.5 * K.sum(1 + self.var_layer - K.square(self.mean_layer) - K.exp(self.var_layer), axis=-1)  # kl-check: exact, latent sum, batch none
        return K.mean(reconstruction_loss + (K.get_value(self.beta) * kl_loss))
