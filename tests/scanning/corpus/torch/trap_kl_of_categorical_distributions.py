import torch
from torch.distributions import Categorical, OneHotCategorical, kl_divergence


class DiscreteWorldModel(torch.nn.Module):
    def kl_balanced(self, post_logits, prior_logits, alpha=0.8):
        post = OneHotCategorical(logits=post_logits)
        prior = OneHotCategorical(logits=prior_logits)
        lhs = kl_divergence(OneHotCategorical(logits=post_logits.detach()), prior)
        rhs = kl_divergence(post, OneHotCategorical(logits=prior_logits.detach()))
        return (alpha * lhs + (1 - alpha) * rhs).mean()


def mean_kl(old_logits, new_logits):
    return kl_divergence(Categorical(logits=old_logits), Categorical(logits=new_logits)).mean()
