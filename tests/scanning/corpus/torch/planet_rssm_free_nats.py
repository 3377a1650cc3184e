import torch
from torch.distributions import Normal
from torch.distributions.kl import kl_divergence
from torch.nn import functional as F


def train(D, transition_model, observation_model, args, free_nats, global_prior):
    observations, actions, rewards, nonterminals = D.sample(args.batch_size, args.chunk_size)
    beliefs, prior_states, prior_means, prior_std_devs, posterior_states, posterior_means, posterior_std_devs = transition_model(observations, actions)
    observation_loss = F.mse_loss(observation_model(beliefs, posterior_states), observations[1:], reduction="none").sum(dim=2).mean(dim=(0, 1))
    kl_loss = torch.max(
        kl_divergence(Normal(posterior_means, posterior_std_devs), Normal(prior_means, prior_std_devs)).sum(dim=2),
        free_nats,
    ).mean(dim=(0, 1))  # kl-check: approximate, latent sum, batch mean, clamp
    if args.global_kl_beta != 0:
        kl_loss += args.global_kl_beta * kl_divergence(Normal(posterior_means, posterior_std_devs), global_prior).sum(dim=2).mean(dim=(0, 1))
    return observation_loss + kl_loss
