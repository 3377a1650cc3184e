import torch
import torch.distributions as dist


class DIVA(torch.nn.Module):
    def loss_function(self, d, x, y=None):
        zy_q_loc, zy_q_scale = self.qzy(x)
        qzy = dist.Normal(zy_q_loc, zy_q_scale)
        zy_q = qzy.rsample()
        zy_p_loc, zy_p_scale = self.pzy(y)
        pzy = dist.Normal(zy_p_loc, zy_p_scale)
        zy_p_minus_zy_q = torch.sum(pzy.log_prob(zy_q) - qzy.log_prob(zy_q))  # kl-check: scaled, latent sum, batch sum
        ce = torch.nn.functional.cross_entropy(self.decode(zy_q), x)
        return ce - self.beta_y * zy_p_minus_zy_q
