from tensorflow.keras import backend as K
import tensorflow as tf


def vae_loss(encoder_mu, encoder_log_variance, img_size=28):
    def vae_reconstruction_loss(y_true, y_predict):
        reconstruction_loss_factor = 1000
        reconstruction_loss = K.mean(K.square(y_true - y_predict), axis=[1, 2, 3])
        return reconstruction_loss_factor * reconstruction_loss

    def vae_kl_loss(encoder_mu, encoder_log_variance):
        kl_loss = -0.5 * K.sum(1.0 + encoder_log_variance - K.square(encoder_mu) - K.exp(encoder_log_variance), axis=1)  # kl-check: exact, latent sum, batch none
        return kl_loss

    def loss(y_true, y_predict):
        return vae_reconstruction_loss(y_true, y_predict) + vae_kl_loss(encoder_mu, encoder_log_variance)

    return loss
