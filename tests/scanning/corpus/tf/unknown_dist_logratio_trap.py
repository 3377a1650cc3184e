import tensorflow as tf
import tensorflow_probability as tfp

tfd = tfp.distributions


class Agent(tf.Module):
    def policy_loss(self, obs, actions, advantages, old_dist):
        dist = self.policy(obs)
        log_ratio = dist.log_prob(actions) - old_dist.log_prob(actions)
        ratio = tf.exp(log_ratio)
        clipped = tf.clip_by_value(ratio, 0.8, 1.2)
        approx_kl = tf.reduce_mean((ratio - 1) - log_ratio)
        loss = -tf.reduce_mean(tf.minimum(ratio * advantages, clipped * advantages))
        return loss, approx_kl


def metropolis(target, x, x_new):
    log_alpha = target.log_prob(x_new) - target.log_prob(x)
    return tf.math.log(tf.random.uniform([])) < log_alpha
