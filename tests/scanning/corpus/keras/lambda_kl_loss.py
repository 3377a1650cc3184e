from keras.layers import Lambda, Dense, Input
from keras import backend as K
from keras.models import Model


def kl_loss(args):
    mu, logvar = args
    return -0.5 * K.sum(1 + logvar - K.square(mu) - K.exp(logvar), axis=-1)  # kl-check: exact, latent sum, batch none


def sample(args):
    mu, logvar = args
    return mu + K.exp(logvar / 2) * K.random_normal(K.shape(mu))


x = Input((64,))
mu = Dense(8)(x)
logvar = Dense(8)(x)
z = Lambda(sample)([mu, logvar])
kl = Lambda(kl_loss, name='kl')([mu, logvar])
model = Model(x, [z, kl])
model.compile('adam', loss=[recon, lambda y_true, y_pred: K.mean(y_pred)])
