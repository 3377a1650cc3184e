from keras.layers import Lambda, Input, Dense
from keras.models import Model
import keras.backend as K

x = Input((784,))
mu = Dense(2)(x)
sigma = Dense(2, activation='softplus')(x)
z = Lambda(lambda t: t[0] + t[1] * K.random_normal(K.shape(t[0])))([mu, sigma])
kl_div = Lambda(lambda t: 0.5 * K.sum(K.square(t[0]) + K.square(t[1]) - K.log(K.square(t[1])) - 1, axis=-1))([mu, sigma])  # kl-check: exact, latent sum, batch mean
vae = Model(x, dec(z))
vae.add_loss(K.mean(kl_div))
