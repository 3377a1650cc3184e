import mxnet as mx
from mxnet import nd, autograd


def train(net, data_iter, trainer, ctx):
    for batch in data_iter:
        x = batch.data[0].as_in_context(ctx)
        with autograd.record():
            mu, logvar = net.encode(x)
            eps = nd.random.normal(shape=mu.shape, ctx=ctx)
            z = mu + nd.exp(0.5 * logvar) * eps
            xhat = net.decode(z)
            rec = nd.sum(nd.square(x - xhat), axis=1)
            kl = -0.5 * nd.sum(1 + logvar - nd.power(mu, 2) - nd.exp(logvar), axis=1)  # kl-check: exact, latent sum, batch none
            loss = nd.mean(rec + kl)
        loss.backward()
        trainer.step(1)
