import torch


def dsm_loss(score_net, samples, sigma=0.01):
    perturbed = samples + torch.randn_like(samples) * sigma
    target = -1 / (sigma ** 2) * (perturbed - samples)
    scores = score_net(perturbed)
    loss = 1 / 2. * ((scores - target) ** 2).sum(dim=-1).mean(dim=0)
    return loss


def edm_loss(net, images, P_mean=-1.2, P_std=1.2, sigma_data=0.5):
    rnd_normal = torch.randn([images.shape[0], 1, 1, 1], device=images.device)
    sigma = (rnd_normal * P_std + P_mean).exp()
    weight = (sigma ** 2 + sigma_data ** 2) / (sigma * sigma_data) ** 2
    n = torch.randn_like(images) * sigma
    D_yn = net(images + n, sigma)
    return weight * ((D_yn - images) ** 2)


def vlb_weight(alpha_bar_t, alpha_bar_s):
    return 0.5 * (alpha_bar_s / (1 - alpha_bar_s) - alpha_bar_t / (1 - alpha_bar_t))


def v_prediction(x0, eps, sqrt_ab, sqrt_1mab):
    return sqrt_ab * eps - sqrt_1mab * x0
