import tensorflow as tf
import tensorflow_probability as tfp
tfd = tfp.distributions


def encode(net, x):
    mu, log_sigma = tf.split(net(x), 2, -1)
    return tfd.Independent(tfd.Normal(loc=mu, scale=tf.exp(log_sigma)), reinterpreted_batch_ndims=1)


def loss_fn(net, dec, x, latent_dim):
    q_z = encode(net, x)
    p_z = tfd.Independent(tfd.Normal(loc=tf.zeros(latent_dim), scale=1.), reinterpreted_batch_ndims=1)
    z = q_z.sample()
    rec = -dec(z).log_prob(x)
    kl = tfd.kl_divergence(q_z, p_z)
    kl = tf.reduce_mean(kl)  # kl-check: exact, latent sum, batch mean
    return tf.reduce_mean(rec) + kl
