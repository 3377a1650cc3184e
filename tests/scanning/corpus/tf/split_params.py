import tensorflow as tf


class Encoder(tf.keras.Model):
    def __init__(self, latent_dim):
        super().__init__()
        self.net = tf.keras.Sequential([tf.keras.layers.Dense(256, "relu"), tf.keras.layers.Dense(2 * latent_dim)])

    def call(self, x):
        return self.net(x)


def reparameterize(mu, logvar):
    eps = tf.random.normal(shape=tf.shape(mu))
    return mu + tf.exp(logvar / 2) * eps


@tf.function
def train_step(model, x, optimizer):
    with tf.GradientTape() as tape:
        mu, logvar = tf.split(model.encoder(x), 2, axis=-1)
        z = reparameterize(mu, logvar)
        logits = model.decoder(z)
        rec = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=logits), axis=[1, 2, 3])
        kl = -0.5 * tf.reduce_sum(1. + logvar - tf.square(mu) - tf.exp(logvar), axis=-1)  # kl-check: exact, latent sum, batch none
        loss = tf.reduce_mean(rec + kl)
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
