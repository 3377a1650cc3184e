import torch
import torch.nn.functional as F


def ppo_update(policy, old_logp, obs, act, adv, clip_ratio, target_kl):
    pi, logp = policy(obs, act)
    logratio = logp - old_logp
    ratio = torch.exp(logratio)
    clip_adv = torch.clamp(ratio, 1 - clip_ratio, 1 + clip_ratio) * adv
    loss_pi = -(torch.min(ratio * adv, clip_adv)).mean()

    with torch.no_grad():
        # calculate approx_kl http://joschu.net/blog/kl-approx.html
        old_approx_kl = (-logratio).mean()
        approx_kl = ((ratio - 1) - logratio).mean()
        clipfracs = ((ratio - 1.0).abs() > clip_ratio).float().mean().item()
    return loss_pi, approx_kl, old_approx_kl, clipfracs
