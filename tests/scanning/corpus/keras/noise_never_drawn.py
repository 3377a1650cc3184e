from keras import backend as K
from keras.layers import Lambda


def sampling(args):
    z_mean, z_log_sigma = args
    epsilon = K.random_normal(shape=(K.shape(z_mean)[0], 10), mean=0., stddev=0.1)
    return z_mean + K.exp(z_log_sigma) * epsilon


z = Lambda(sampling)([z_mean, z_log_sigma])
reconstruction_loss = binary_crossentropy(inputs, outputs) * original_dim
kl_loss = 1 + z_log_sigma - K.square(z_mean) - K.exp(z_log_sigma)
kl_loss = K.sum(kl_loss, axis=-1)
kl_loss *= -0.5  # kl-check: inconsistent, latent sum, batch none, scale-mismatch
vae_loss = K.mean(reconstruction_loss + kl_loss)
vae.add_loss(vae_loss)
