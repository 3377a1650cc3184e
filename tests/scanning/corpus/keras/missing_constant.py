import keras.backend as K


def get_loss(mean, log_var, beta):
    def kl(y_true, y_pred):
        return -0.5 * K.sum(log_var - K.square(mean) - K.exp(log_var), axis=-1)  # kl-check: shifted, latent sum, batch none, dropped-constant

    def rec(y_true, y_pred):
        return K.sum(K.square(y_true - y_pred), axis=-1)

    return lambda y, p: rec(y, p) + beta * kl(y, p)


def sampling(args):
    mean, log_var = args
    return mean + K.exp(0.5 * log_var) * K.random_normal(shape=K.shape(mean))
