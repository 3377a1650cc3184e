import tensorflow as tf


class CVAE(tf.keras.Model):
    def kl(self, x, c):
        mu_q, lv_q = self.recognition(x, c)
        mu_p, lv_p = self.prior(c)
        return tf.reduce_mean(tf.reduce_sum(
            0.5 * (lv_p - lv_q + tf.exp(lv_q - lv_p) + tf.square(mu_p - mu_q) * tf.exp(-lv_p) - 1), axis=-1))  # kl-check: exact, latent sum, batch mean
