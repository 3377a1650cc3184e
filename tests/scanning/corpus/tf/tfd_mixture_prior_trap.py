import tensorflow as tf
import tensorflow_probability as tfp
tfd = tfp.distributions


def make_mixture_prior(latent_size, mixture_components):
    loc = tf.Variable(tf.random.normal([mixture_components, latent_size]))
    raw = tf.Variable(tf.ones([mixture_components, latent_size]))
    return tfd.MixtureSameFamily(
        components_distribution=tfd.MultivariateNormalDiag(loc=loc, scale_diag=tf.nn.softplus(raw)),
        mixture_distribution=tfd.Categorical(logits=tf.zeros(mixture_components)))


def tune(alpha, x):
    ent = tfd.MultivariateNormalDiag(x, tf.ones_like(x)).entropy()
    return tf.reduce_mean(alpha * ent)
