import tensorflow as tf
import numpy as np

slim = tf.contrib.slim
Bernoulli = tf.contrib.distributions.Bernoulli
K = 10
N = 30


def sample_gumbel(shape, eps=1e-20):
    U = tf.random_uniform(shape, minval=0, maxval=1)
    return -tf.log(-tf.log(U + eps) + eps)


q_y = tf.nn.softmax(logits_y)
log_q_y = tf.log(q_y + 1e-20)
tau = tf.Variable(5.0, name="temperature")
y = tf.reshape(gumbel_softmax(logits_y, tau, hard=False), [-1, N, K])
p_x = Bernoulli(logits=logits_x)
kl_tmp = tf.reshape(q_y * (log_q_y - tf.log(1.0 / K)), [-1, N, K])
KL = tf.reduce_sum(kl_tmp, [1, 2])
elbo = tf.reduce_sum(p_x.log_prob(x), 1) - KL
loss = tf.reduce_mean(-elbo)
