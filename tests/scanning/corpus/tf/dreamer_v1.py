import tensorflow as tf
from tensorflow_probability import distributions as tfd


class Dreamer(tools.Module):
    def _train(self, data, log_images):
        with tf.GradientTape() as model_tape:
            embed = self._encode(data)
            post, prior = self._dynamics.observe(embed, data['action'])
            feat = self._dynamics.get_feat(post)
            image_pred = self._decode(feat)
            likes = tools.AttrDict()
            likes.image = tf.reduce_mean(image_pred.log_prob(data['image']))
            prior_dist = self._dynamics.get_dist(prior)
            post_dist = self._dynamics.get_dist(post)
            div = tf.reduce_mean(tfd.kl_divergence(post_dist, prior_dist))
            div = tf.maximum(div, self._c.free_nats)  # kl-check: approximate, latent sum, batch mean, clamp
            model_loss = self._c.kl_scale * div - sum(likes.values())
        model_norm = self._model_opt(model_tape, model_loss)
