import tensorflow as tf


class DRAW(object):
    def __init__(self, n_steps=16, n_z=100):
        self.n_steps = n_steps
        self.n_z = n_z

    def build(self, x):
        batch_size = tf.shape(x)[0]
        mu, sigma, log_sigma = [0] * self.n_steps, [0] * self.n_steps, [0] * self.n_steps
        kl_list = []
        for t in range(self.n_steps):
            h_enc = self.encode(t, x)
            mu[t] = tf.layers.dense(h_enc, self.n_z)
            log_sigma[t] = tf.layers.dense(h_enc, self.n_z)
            sigma[t] = tf.exp(log_sigma[t])
            noise = tf.random_normal([batch_size, self.n_z])
            z = mu[t] + sigma[t] * noise
            kl_t = 0.5 * tf.reduce_sum(tf.square(mu[t]) + tf.square(sigma[t]) - 2 * log_sigma[t] - 1, axis=1)  # kl-check: exact, latent sum, batch none
            kl_list.append(kl_t)
        kl = tf.add_n(kl_list)
        self.latent_loss = tf.reduce_mean(kl)
        return z
