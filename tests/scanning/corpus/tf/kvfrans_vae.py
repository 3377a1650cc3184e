import numpy as np
import tensorflow as tf
from ops import *
from utils import *


class LatentAttention():
    def __init__(self):
        self.n_hidden = 500
        self.n_z = 20
        self.batchsize = 100
        self.images = tf.placeholder(tf.float32, [None, 784])
        image_matrix = tf.reshape(self.images, [-1, 28, 28, 1])
        z_mean, z_stddev = self.recognition(image_matrix)
        samples = tf.random_normal([self.batchsize, self.n_z], 0, 1, dtype=tf.float32)
        guessed_z = z_mean + (z_stddev * samples)
        self.generated_images = self.generation(guessed_z)
        generated_flat = tf.reshape(self.generated_images, [self.batchsize, 28 * 28])
        self.generation_loss = -tf.reduce_sum(self.images * tf.log(1e-8 + generated_flat) + (1 - self.images) * tf.log(1e-8 + 1 - generated_flat), 1)
        self.latent_loss = 0.5 * tf.reduce_sum(tf.square(z_mean) + tf.square(z_stddev) - tf.log(tf.square(z_stddev)) - 1, 1)  # kl-check: exact, latent sum, batch none
        self.cost = tf.reduce_mean(self.generation_loss + self.latent_loss)
        self.optimizer = tf.train.AdamOptimizer(0.001).minimize(self.cost)

    def recognition(self, input_images):
        with tf.variable_scope("recognition"):
            h1 = lrelu(conv2d(input_images, 1, 16, "d_h1"))
            h2_flat = tf.reshape(h1, [self.batchsize, 7 * 7 * 32])
            w_mean = dense(h2_flat, 7 * 7 * 32, self.n_z, "w_mean")
            w_stddev = dense(h2_flat, 7 * 7 * 32, self.n_z, "w_stddev")
        return w_mean, w_stddev

    def train(self):
        for epoch in range(10):
            _, gen_loss, lat_loss = self.sess.run((self.optimizer, self.generation_loss, self.latent_loss))
            print("epoch %d: genloss %f latloss %f" % (epoch, np.mean(gen_loss), np.mean(lat_loss)))
