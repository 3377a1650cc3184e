import torch


def product_of_experts(mus, logvars, eps=1e-8):
    var = torch.exp(logvars) + eps
    T = 1.0 / (var + eps)
    pd_mu = torch.sum(mus * T, dim=0) / torch.sum(T, dim=0)
    pd_var = 1.0 / torch.sum(T, dim=0)
    return pd_mu, torch.log(pd_var + eps)


def precision_merge(mu1, sigma1, mu2, sigma2):
    p1, p2 = 1 / sigma1 ** 2, 1 / sigma2 ** 2
    var = 1 / (p1 + p2)
    return (mu1 * p1 + mu2 * p2) * var, torch.sqrt(var)


def q_mean_variance(beta_t, alpha_t, x0, xt):
    mean = torch.sqrt(alpha_t) * beta_t / (1 - alpha_t) * x0 + torch.sqrt(1 - beta_t) * xt
    log_variance = torch.log(torch.clamp(beta_t, min=1e-20))
    return mean, log_variance
