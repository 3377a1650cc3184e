import theano.tensor as T
import lasagne as nn
from theano.sandbox.rng_mrg import MRG_RandomStreams as RandomStreams


class GaussianSampleLayer(nn.layers.MergeLayer):
    def __init__(self, mu, logsigma, rng=None, **kwargs):
        self.rng = rng if rng else RandomStreams(nn.random.get_rng().randint(1, 2147462579))
        super(GaussianSampleLayer, self).__init__([mu, logsigma], **kwargs)

    def get_output_for(self, inputs, deterministic=False, **kwargs):
        mu, logsigma = inputs
        shape = (self.input_shapes[0][0] or inputs[0].shape[0], self.input_shapes[0][1] or inputs[0].shape[1])
        if deterministic:
            return mu
        return mu + T.exp(logsigma) * self.rng.normal(shape)


def build_loss(z_mu, z_ls, x_mu, x_ls, tgt, binary):
    layer_outputs = nn.layers.get_output([z_mu, z_ls])
    z_mu, z_ls = layer_outputs
    kl_div = 0.5 * T.sum(1 + 2 * z_ls - T.sqr(z_mu) - T.exp(2 * z_ls))  # kl-check: scaled, latent sum, batch sum
    if binary:
        logpxz = -nn.objectives.binary_crossentropy(x_mu.flatten(2), tgt).sum()
    loss = -1 * (logpxz + kl_div)
    return loss
