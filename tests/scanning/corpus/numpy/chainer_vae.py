import chainer
import chainer.functions as F
import chainer.links as L


class VAE(chainer.Chain):
    def get_loss_func(self, C=1.0, k=1):
        def lf(x):
            mu, ln_var = self.encode(x)
            batchsize = len(mu.data)
            rec_loss = 0
            for l in range(k):
                z = F.gaussian(mu, ln_var)
                rec_loss += F.bernoulli_nll(x, self.decode(z, sigmoid=False)) / (k * batchsize)
            self.rec_loss = rec_loss
            self.loss = self.rec_loss + C * F.gaussian_kl_divergence(mu, ln_var) / batchsize  # kl-check: exact, latent sum, batch mean
            return self.loss
        return lf
