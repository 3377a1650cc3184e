import tensorflow as tf

ds = tf.contrib.distributions


def make_prior(code_size):
    mean = tf.zeros(code_size)
    stddev = tf.ones(code_size)
    return ds.Normal(mean, stddev)


def encoder(images, code_size):
    h = tf.layers.dense(images, 200, tf.nn.relu)
    mu = tf.layers.dense(h, code_size)
    sigma = tf.layers.dense(h, code_size, tf.nn.softplus)
    return mu, sigma


def model_fn(features, labels, mode, params):
    mu, sigma = encoder(features, params.code_size)
    q_z = ds.Normal(mu, sigma)
    p_z = ds.Normal(tf.zeros_like(mu), tf.ones_like(sigma))
    z = q_z.sample()
    logits = decoder(z)
    p_x = ds.Bernoulli(logits=logits)
    kl = tf.reduce_sum(ds.kl_divergence(q_z, p_z), 1)  # kl-check: exact, latent sum, batch none
    likelihood = tf.reduce_sum(p_x.log_prob(features), [1, 2, 3])
    elbo = tf.reduce_mean(likelihood - kl, 0)
    return -elbo
