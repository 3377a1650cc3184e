#!/usr/bin/env python
import tensorflow as tf

DO_SHARE = None
A, B = 28, 28
img_size = B * A
enc_size = 256
z_size = 10
T = 10
batch_size = 100
e = tf.random_normal((batch_size, z_size), mean=0, stddev=1)


def linear(x, output_dim):
    w = tf.get_variable("w", [x.get_shape()[1], output_dim])
    b = tf.get_variable("b", [output_dim], initializer=tf.constant_initializer(0.0))
    return tf.matmul(x, w) + b


def sampleQ(h_enc):
    with tf.variable_scope("mu", reuse=DO_SHARE):
        mu = linear(h_enc, z_size)
    with tf.variable_scope("sigma", reuse=DO_SHARE):
        logsigma = linear(h_enc, z_size)
        sigma = tf.exp(logsigma)
    return (mu + sigma * e, mu, logsigma, sigma)


cs = [0] * T
mus, logsigmas, sigmas = [0] * T, [0] * T, [0] * T
for t in range(T):
    z, mus[t], logsigmas[t], sigmas[t] = sampleQ(h_enc)
    DO_SHARE = True

kl_terms = [0] * T
for t in range(T):
    mu2 = tf.square(mus[t])
    sigma2 = tf.square(sigmas[t])
    logsigma = logsigmas[t]
    kl_terms[t] = 0.5 * tf.reduce_sum(mu2 + sigma2 - 2 * logsigma, 1) - .5  # kl-check: shifted, latent sum, batch none, dropped-constant
KL = tf.add_n(kl_terms)
Lz = tf.reduce_mean(KL)
cost = Lx + Lz
