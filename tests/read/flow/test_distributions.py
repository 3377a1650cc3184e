"""Distribution objects of the libraries: what is told of their KL, and what is left alone."""

from __future__ import annotations

import ast

import pytest

from kl_check.model.verdict import Verdict
from kl_check.read.flow.follow import follow
from kl_check.scanning.terms import Search

IMPORTS = """
import torch
import tensorflow as tf
import tensorflow_probability as tfp
from torch import distributions as D
from torch.distributions import kl_divergence
tfd = tfp.distributions
"""


def found_in(code: str) -> list[Verdict]:
    text = IMPORTS + code
    return Search(text, follow(text, ast.parse(text))).run()


def told(code: str) -> tuple[str, str, str, str]:
    [one] = found_in(code)
    assert one.reduction is not None
    assert one.target is not None
    return one.verdict, one.target, one.reduction.latent, one.reduction.batch


NO_KL = [
    pytest.param("kl = kl_divergence(D.Categorical(logits=a), q)", id="one-side-is-categorical"),
    pytest.param("kl = tfd.kl_divergence(q, tfd.Independent(tfd.Bernoulli(p), 1))", id="independent-bernoulli"),
    pytest.param("kl = tfd.kl_divergence(tfd.MixtureSameFamily(a, b), q)", id="mixture"),
    pytest.param("kl = tfd.kl_divergence(tfd.TransformedDistribution(tfd.Normal(m, s), f), q)", id="transformed"),
    pytest.param("kl = torch.nn.functional.kl_div(log_p, q)", id="kl_div-of-probabilities"),
    pytest.param("kl = tf.keras.losses.KLDivergence()(p, q)", id="KLDivergence-of-probabilities"),
    pytest.param("ratio = q.log_prob(z) - p.log_prob(z)", id="a-ratio-not-called-a-kl"),
    pytest.param("kl = q.log_prob(z) - p.log_prob(x)", id="two-samples"),
    pytest.param("kl = q.log_prob(z) - p.log_prob(z) + log_det", id="a-flow"),
    pytest.param("approx_kl = (old.log_prob(a) - new.log_prob(a)).mean()", id="watched-by-a-policy-gradient"),
    pytest.param("loss = -c * D.Normal(mu, std).entropy().mean()", id="an-entropy"),
    pytest.param("h = tfp.layers.MultivariateNormalTriL(d)", id="a-layer-is-no-distribution"),
]


@pytest.mark.parametrize("code", NO_KL)
def test_what_is_no_kl_of_gaussians(code: str) -> None:
    assert found_in(code) == []


CALLS = [
    pytest.param("kl = kl_divergence(D.Normal(mu, std), D.Normal(0, 1))", ("none", "none"), id="elementwise"),
    pytest.param("kl = kl_divergence(D.Normal(mu, std), D.Normal(0, 1)).sum(-1)", ("sum", "none"), id="summed-after"),
    pytest.param("kl = kl_divergence(D.Independent(D.Normal(m, s), 1), p)", ("sum", "none"), id="independent"),
    pytest.param("kl = kl_divergence(D.Independent(D.Normal(m, s), 0), p)", ("none", "none"), id="independent-of-none"),
    pytest.param(
        "kl = tfd.kl_divergence(tfd.Independent(tfd.Normal(m, s), reinterpreted_batch_ndims=1), p)",
        ("sum", "none"),
        id="reinterpreted",
    ),
    pytest.param(
        "kl = kl_divergence(D.Normal(m, s).to_event(1), D.Normal(0, 1).to_event(1))", ("sum", "none"), id="to_event"
    ),
    pytest.param("kl = kl_divergence(q, p)", ("sum", "none"), id="of-unknown-distributions"),
    pytest.param("kl = kl_divergence(q, p).sum(-1).mean()", ("sum", "mean"), id="a-later-sum-is-the-same-sum"),
    pytest.param("kl = q.kl_divergence(p)", ("sum", "none"), id="method"),
    pytest.param("f = tfd.kl_divergence\nkl = f(q, p)", ("sum", "none"), id="under-another-name"),
    pytest.param("N = tfd.MultivariateNormalDiag\nkl = tfd.kl_divergence(N(m, s), p)", ("sum", "none"), id="class"),
    pytest.param(
        "kl = kl_divergence(D.MultivariateNormal(m, torch.diag_embed(var)), D.MultivariateNormal(m2, torch.eye(3)))",
        ("sum", "none"),
        id="diagonal-covariance",
    ),
    pytest.param(
        "kl = kl_divergence(D.MultivariateNormal(m, scale_tril=L), D.MultivariateNormal(m2, scale_tril=L2))",
        ("sum", "none"),
        id="full-covariance",
    ),
    pytest.param(
        "layer = Dense(d, activity_regularizer=tfp.layers.KLDivergenceRegularizer(prior))", ("sum", "mean"), id="layer"
    ),
    pytest.param("kl = lambda q, p, _: kl_divergence(q, p) / tf.cast(n_examples, tf.float32)", ("sum", "none"), id="w"),
]


@pytest.mark.parametrize(("code", "reduction"), CALLS)
def test_a_librarys_kl_is_exact_and_reduced_as_its_events_say(code: str, reduction: tuple[str, str]) -> None:
    assert told(code) == ("exact", "call", *reduction)


ESTIMATES = [
    pytest.param("kl = q.log_prob(z) - p.log_prob(z)", id="two-unknown"),
    pytest.param("a = q.log_prob(z)\nb = p.log_prob(z)\nkl = a - b", id="with-names"),
    pytest.param("def kl(q, p, z):\n    return q.log_prob(z) - p.log_prob(z)", id="in-a-function-called-kl"),
    pytest.param("kl = tfd.MultivariateNormalDiag(m, s).log_prob(z) - p.log_prob(z)", id="one-unknown"),
]


@pytest.mark.parametrize("code", ESTIMATES)
def test_an_estimate_is_told_where_it_is_called_a_kl(code: str) -> None:
    assert told(code) == ("exact", "estimate", "sum", "none")


MISTAKES = [
    pytest.param("kl = kl_divergence(D.Normal(0, 1), D.Normal(mu, std)).sum(-1)", {"reversed"}, id="prior-first"),
    pytest.param("kl = kl_divergence(prior, posterior)", {"reversed"}, id="names-of-unknown"),
    pytest.param(
        "kl = kl_divergence(D.Normal(mu, std), D.Normal(0, 1)).mean()", {"mean-over-latents"}, id="mean-of-everything"
    ),
    pytest.param(
        "z = mu + torch.exp(lv / 2) * torch.randn_like(mu)\nkl = kl_divergence(D.Normal(mu, lv.exp()), D.Normal(0, 1))",
        {"scale-mismatch"},
        id="variance-given-as-scale",
    ),
]


@pytest.mark.parametrize(("code", "mistakes"), MISTAKES)
def test_a_librarys_kl_may_be_called_wrongly(code: str, mistakes: set[str]) -> None:
    [one] = found_in(code)
    assert set(one.mistakes) == mistakes


def test_what_is_said_of_a_written_formula_is_not_said_of_a_call() -> None:
    [one] = found_in("kl = kl_divergence(D.Normal(mu, lv.exp()), D.Normal(0, 1)).sum(-1)")
    assert not {"unstable-near-prior", "overflows", "round-trip"} & set(one.notes)


def test_a_target_network_is_no_prior() -> None:
    [one] = found_in("kl = target_dist.kl_divergence(online_dist)")
    assert (one.verdict, one.mistakes) == ("exact", ())
