import torch


def masked_mean(values, mask):
    return (values * mask).sum() / mask.sum()


def kl_penalty(logprob, ref_logprob, kind):
    if kind == "kl":
        return logprob - ref_logprob
    if kind == "abs":
        return (logprob - ref_logprob).abs()
    if kind == "mse":
        return 0.5 * (logprob - ref_logprob).square()
    if kind == "k3":
        return torch.exp(ref_logprob - logprob) - (ref_logprob - logprob) - 1
    raise NotImplementedError


def grpo_loss(logps, ref_logps, old_logps, advantages, mask, beta):
    per_token_kl = torch.exp(ref_logps - logps) - (ref_logps - logps) - 1
    ratio = torch.exp(logps - old_logps)
    per_token_loss = -torch.min(ratio * advantages, torch.clamp(ratio, 0.8, 1.2) * advantages)
    per_token_loss = per_token_loss + beta * per_token_kl
    return masked_mean(per_token_loss, mask)
