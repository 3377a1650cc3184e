import tensorflow as tf


def gmatmul(a, b, transpose_a=False, transpose_b=False, reduce_dim=None):
    if reduce_dim is not None:
        assert reduce_dim == 0
    return tf.matmul(a, b)


def kl_div(action_dist1, action_dist2, action_size):
    mean1, std1 = action_dist1[:, :action_size], action_dist1[:, action_size:]
    mean2, std2 = action_dist2[:, :action_size], action_dist2[:, action_size:]

    numerator = tf.square(mean1 - mean2) + tf.square(std1) - tf.square(std2)
    denominator = 2 * tf.square(std2) + 1e-8
    return tf.reduce_sum(
        numerator / denominator + tf.log(std2) - tf.log(std1), reduction_indices=-1)  # kl-check: approximate, latent sum, batch none, eps-bias
