"""NVDM Tensorflow implementation"""
from __future__ import print_function
import tensorflow as tf
import utils as utils


class NVDM(object):
    def __init__(self, vocab_size, n_hidden, n_topic, n_sample, learning_rate, batch_size, non_linearity):
        self.x = tf.placeholder(tf.float32, [None, vocab_size], name='input')
        self.mask = tf.placeholder(tf.float32, [None], name='mask')
        with tf.variable_scope('encoder'):
            self.enc_vec = utils.mlp(self.x, [n_hidden], non_linearity)
            self.mean = utils.linear(self.enc_vec, n_topic, scope='mean')
            self.logsigm = utils.linear(self.enc_vec, n_topic, bias_start_zero=True, matrix_start_zero=True, scope='logsigm')
            self.kld = -0.5 * tf.reduce_sum(1 - tf.square(self.mean) + 2 * self.logsigm - tf.exp(2 * self.logsigm), 1)
            self.kld = self.mask * self.kld  # kl-check: exact, latent sum, batch none
        with tf.variable_scope('decoder'):
            if n_sample == 1:
                eps = tf.random_normal((batch_size, n_topic), 0, 1)
                doc_vec = tf.multiply(tf.exp(self.logsigm), eps) + self.mean
                logits = tf.nn.log_softmax(utils.linear(doc_vec, vocab_size, scope='projection'))
                self.recons_loss = -tf.reduce_sum(tf.multiply(logits, self.x), 1)
            else:
                eps = tf.random_normal((n_sample * batch_size, n_topic), 0, 1)
                eps_list = tf.split(0, n_sample, eps)
                recons_loss_list = []
                for i in range(n_sample):
                    if i > 0: tf.get_variable_scope().reuse_variables()
                    curr_eps = eps_list[i]
                    doc_vec = tf.multiply(tf.exp(self.logsigm), curr_eps) + self.mean
                    logits = tf.nn.log_softmax(utils.linear(doc_vec, vocab_size, scope='projection'))
                    recons_loss_list.append(-tf.reduce_sum(tf.multiply(logits, self.x), 1))
                self.recons_loss = tf.add_n(recons_loss_list) / n_sample
        self.objective = self.recons_loss + self.kld
