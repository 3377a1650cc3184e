from keras import backend as K
from keras.layers import Input, Dense, Lambda, Layer, Add, Multiply
from keras.models import Model, Sequential


class KLDivergenceLayer(Layer):
    """ Identity transform layer that adds KL divergence to the final model loss. """

    def __init__(self, *args, **kwargs):
        self.is_placeholder = True
        super(KLDivergenceLayer, self).__init__(*args, **kwargs)

    def call(self, inputs):
        mu, log_var = inputs
        kl_batch = - .5 * K.sum(1 + log_var - K.square(mu) - K.exp(log_var), axis=-1)
        self.add_loss(K.mean(kl_batch), inputs=inputs)  # kl-check: exact, latent sum, batch mean
        return inputs


h = Dense(256, activation='relu')(x)
z_mu = Dense(2)(h)
z_log_var = Dense(2)(h)
z_mu, z_log_var = KLDivergenceLayer()([z_mu, z_log_var])
z_sigma = Lambda(lambda t: K.exp(.5 * t))(z_log_var)
eps = Input(tensor=K.random_normal(stddev=1.0, shape=(K.shape(x)[0], 2)))
z_eps = Multiply()([z_sigma, eps])
z = Add()([z_mu, z_eps])
