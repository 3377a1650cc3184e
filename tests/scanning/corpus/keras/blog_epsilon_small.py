from keras.layers import Input, Dense, Lambda
from keras.models import Model
from keras import backend as K
from keras import objectives

batch_size = 16
original_dim = 784
latent_dim = 2
epsilon_std = 0.01

x = Input(batch_shape=(batch_size, original_dim))
h = Dense(128, activation='relu')(x)
z_mean = Dense(latent_dim)(h)
z_log_std = Dense(latent_dim)(h)


def sampling(args):
    z_mean, z_log_std = args
    epsilon = K.random_normal(shape=(batch_size, latent_dim), mean=0., std=epsilon_std)
    return z_mean + K.exp(z_log_std) * epsilon


z = Lambda(sampling)([z_mean, z_log_std])


def vae_loss(x, x_decoded_mean):
    xent_loss = objectives.binary_crossentropy(x, x_decoded_mean)
    kl_loss = - 0.5 * K.mean(1 + z_log_std - K.square(z_mean) - K.exp(z_log_std), axis=-1)  # kl-check: inconsistent, latent mean, batch none, mean-over-latents, scale-mismatch
    return xent_loss + kl_loss
