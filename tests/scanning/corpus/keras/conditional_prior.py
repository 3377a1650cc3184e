from tensorflow.keras import backend as K
from tensorflow.keras.layers import Lambda


class CVAE:
    def kl_between(self, q, p):
        mu_q, logvar_q = q
        mu_p, logvar_p = p
        kl = 0.5 * K.sum(logvar_p - logvar_q + (K.exp(logvar_q) + K.square(mu_q - mu_p)) / K.exp(logvar_p) - 1, axis=-1)  # kl-check: exact, latent sum, batch none
        return kl

    def loss(self, y_true, y_pred):
        return K.mean(self.rec(y_true, y_pred) + self.kl_between((self.mu_q, self.lv_q), (self.mu_p, self.lv_p)))
