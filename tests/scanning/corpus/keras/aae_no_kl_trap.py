from keras import backend as K
from keras.layers import Lambda, Dense, Input
from keras.models import Model


def build_encoder(img_shape, latent_dim):
    img = Input(shape=img_shape)
    h = Dense(512)(img)
    mu = Dense(latent_dim)(h)
    log_var = Dense(latent_dim)(h)
    latent_repr = Lambda(lambda p: p[0] + K.random_normal(K.shape(p[0])) * K.exp(p[1] / 2))([mu, log_var])
    return Model(img, latent_repr)


def sparse_reg(activ_matrix):
    rho = 0.01
    beta = 3
    rho_hat = K.mean(activ_matrix)
    KLD = rho * (K.log(rho / rho_hat)) + (1 - rho) * (K.log(1 - rho) / (1 - rho_hat))
    return beta * K.sum(KLD)


def kullback_leibler_divergence(y_true, y_pred):
    y_true = K.clip(y_true, K.epsilon(), 1)
    y_pred = K.clip(y_pred, K.epsilon(), 1)
    return K.sum(y_true * K.log(y_true / y_pred), axis=-1)
