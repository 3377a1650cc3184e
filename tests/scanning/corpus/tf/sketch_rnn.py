import tensorflow as tf


class Model(object):
    def build_model(self, hps):
        if hps.conditional:
            self.mean, self.presig = self.encoder(self.output_x, self.sequence_lengths)
            self.sigma = tf.exp(self.presig / 2.0)
            eps = tf.random_normal((self.hps.batch_size, self.hps.z_size), 0.0, 1.0, dtype=tf.float32)
            self.batch_z = self.mean + tf.multiply(self.sigma, eps)
            self.kl_cost = -0.5 * tf.reduce_mean(
                (1 + self.presig - tf.square(self.mean) - tf.exp(self.presig)))
            self.kl_cost = tf.maximum(self.kl_cost, self.hps.kl_tolerance)  # kl-check: scaled, latent mean, batch mean, clamp, mean-over-latents
        else:
            self.batch_z = tf.zeros((self.hps.batch_size, self.hps.z_size), dtype=tf.float32)
            self.kl_cost = tf.zeros([], dtype=tf.float32)

        def tf_2d_normal(x1, x2, mu1, mu2, s1, s2, rho):
            norm1 = tf.subtract(x1, mu1)
            norm2 = tf.subtract(x2, mu2)
            s1s2 = tf.multiply(s1, s2)
            z = (tf.square(tf.div(norm1, s1)) + tf.square(tf.div(norm2, s2)) -
                 2 * tf.div(tf.multiply(rho, tf.multiply(norm1, norm2)), s1s2))
            neg_rho = 1 - tf.square(rho)
            result = tf.exp(tf.div(-z, 2 * neg_rho))
            denom = 2 * 3.1415926 * tf.multiply(s1s2, tf.sqrt(neg_rho))
            return tf.div(result, denom)

        self.kl_weight = tf.Variable(self.hps.kl_weight_start, trainable=False)
        self.cost = self.r_cost + self.kl_cost * self.kl_weight
