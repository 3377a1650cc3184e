"""Lines that were once called exact, or met with a traceback or silence without end, and why they must not be."""

from __future__ import annotations

import contextlib
import time
from fractions import Fraction

import pytest

from kl_check.model.errors import InputError
from kl_check.pipeline import check, compare

BODY = "(-0.5*(1 + lv - mu.pow(2) - lv.exp()))"
KL = "-0.5*torch.sum(1 + lv - mu**2 - lv.exp())"

NEVER_EXACT = [
    pytest.param(f"torch.sum(torch.mean({BODY}, dim=1, keepdim=True))", id="the-sum-over-a-kept-axis-mends-no-mean"),
    pytest.param(f"{BODY}.view(-1).mean(0)", id="a-mean-over-everything-written-as-axis-0"),
    pytest.param(f"{BODY}.flatten().mean(0)", id="flattened"),
    pytest.param(f"{BODY}.unsqueeze(0).mean(1).sum()", id="a-new-axis-in-front"),
    pytest.param("-0.5*torch.mean(1 + lv.T - mu.T**2 - lv.T.exp(), dim=0)", id="the-first-axis-of-a-transpose"),
    pytest.param("-0.5*torch.sum(1 + lv - lv.exp() - (mu**2).mean(1))", id="a-broadcast-that-needs-B-equal-J"),
    pytest.param("log = torch.log2\n0.5*(s**2 + m**2 - 1) - log(s)", id="a-function-assigned-to"),
    pytest.param("def log(x):\n    pass\n0.5*(s**2 + m**2 - 1) - log(s)", id="a-function-defined"),
    pytest.param("np.sum(-0.5*(1 + lv - m**2 - np.exp(lv)), where=m > 0)", id="a-masked-sum"),
    pytest.param("0.5*torch.sum(lv.exp_() + mu**2 - 1 - lv)", id="changed-in-place-before-it-is-used"),
    pytest.param(f"std = lv.mul_(0.5).exp_()\nz = mu + std*eps\n{KL}", id="changed-in-place-by-the-sampler"),
    pytest.param(f"mu[:] = 0\n{KL}", id="a-part-assigned-to"),
    pytest.param(f"mu.data = 3*mu\n{KL}", id="data-assigned-to"),
    pytest.param("a = softplus(s)\ns = 3*s\n0.5*(a**2 + m**2 - 1) - log(softplus(s))", id="one-text-for-two-values"),
    pytest.param("a = h.mu\nh = g\n0.5*(s**2 + a*h.mu - 1) - log(s)", id="one-attribute-of-two-objects"),
    pytest.param("kl = -0.5*torch.sum(1 + lv - mu**2 - lv.exp(), dim=0)\nkl.sum()/len(kl)", id="the-length-of-a-sum"),
    pytest.param(f"{BODY}.sum()/len(mu[0])", id="the-length-of-a-part"),
    pytest.param(f"{BODY}.sum()/mu[0].shape[0]", id="the-shape-of-a-part"),
    pytest.param(f"{KL}*torch.randn(1)", id="noise-is-no-weight"),
    pytest.param(f"z = mu + torch.exp(0.5*lv)*K.random_normal(n, stddev=0.1)\n{KL}", id="noise-of-less-spread"),
    pytest.param(f"{KL}.to(torch.int)", id="cut-to-whole-numbers"),
    pytest.param("y = 1 # \u2028 0.50*(0)\n0.25*(s**2 + m**2 - 1) - log(s)", id="a-number-read-from-a-comment"),
    pytest.param(
        "torch.mean(mu)**2/2 + torch.mean(s**2)/2 - 0.5 - torch.mean(torch.log(s))", id="the-square-of-a-mean"
    ),
    pytest.param("0.5*(abs(m) + s**2 - 1) - log(s)", id="a-modulus-for-a-square"),
    pytest.param("0.5*(sqrt(m**2) + s**2 - 1) - log(s)", id="a-root-of-a-square-for-a-square"),
    pytest.param("0.5*(m**2 + s**2 - 1) - log(-s)", id="the-logarithm-of-a-negative-number"),
    pytest.param("0.5*torch.sum(m**2) + 0.5*(exp(lv) - 1 - lv)", id="one-part-summed"),
    pytest.param("0.5*(m**2 + s**2 - 1) - log(s + 1e-3)", id="a-stabiliser"),
    pytest.param("torch.clamp(0.5*(m**2 + s**2 - 1) - log(s), 3, 3)", id="clamped-to-a-number"),
    pytest.param(f"{BODY}.sum()/784", id="divided-by-the-pixels"),
    pytest.param(f"{BODY}.sum(1)/batch_size", id="divided-by-a-batch-that-was-not-summed"),
    pytest.param(f"{BODY}.sum()/batch_size/batch_size", id="divided-twice"),
]


@pytest.mark.parametrize("text", NEVER_EXACT)
def test_never_exact(text: str) -> None:
    try:
        verdict = check(text)
    except InputError:
        return
    assert verdict.verdict != "exact"


HARMLESS = [
    pytest.param(f"{BODY}.view(-1).sum()", id="flattened-and-summed-wholly"),
    pytest.param(f"{BODY}.flatten(1).sum(1).mean()", id="flattened-behind-the-batch"),
    pytest.param(f"{BODY}.sum(1, keepdim=True).squeeze().mean()", id="squeezed-and-averaged-wholly"),
    pytest.param("0.5*(m**2 + s**2 - s/s) - log(s)", id="a-quotient-that-is-1"),
    pytest.param("0.5*(m**2 + s**2 - 1) - log(sqrt(s**2))", id="the-root-of-the-square-of-a-scale"),
    pytest.param("0.5*(m**2 + s**2 - 1) - log(abs(s))", id="the-modulus-of-a-scale"),
    pytest.param("-0.5*torch.sum(1 + B - J**2 - exp(B))", id="names-of-sizes-for-a-mean-and-a-scale"),
    pytest.param("0.5*(µ**2 + s**2 - 1) - log(s) + μ - µ", id="two-letters-that-are-one-to-Python"),
    pytest.param("0.5*(m**2 +\t s**2 - 1) - log(s)\r\n", id="tabs-and-carriage-returns"),
    pytest.param("0.5*(m**2 + s**2 - 1) \\\n- log(s)  # and a note", id="a-continued-line-and-a-comment"),
    pytest.param("m = u; 0.5*(m**2 + s**2 - 1) - log(s)", id="semicolons"),
    pytest.param("losses['kl'] = 0.5*(m**2 + s**2 - 1) - log(s)", id="a-key"),
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_dangerous_is_exact(text: str) -> None:
    assert check(text).verdict == "exact"


def wrapped(pattern: str, times: int) -> str:
    text = "s"
    for _ in range(times):
        text = pattern.replace("{}", text)
    return f"{text} + m"


SOON = [
    pytest.param(wrapped("log(1 + {})", 40), id="logarithms-of-sums"),
    pytest.param(wrapped("1/(1 + {})", 40), id="a-continued-fraction"),
    pytest.param(wrapped("exp({})", 40), id="a-tower-of-exponentials"),
    pytest.param(wrapped("torch.maximum({}, m)", 40), id="maxima"),
    pytest.param(wrapped("abs({} - 1)", 20), id="moduli"),
    pytest.param("*".join(["(m + s + 1)"] * 60), id="a-long-product"),
    pytest.param("(1 + m + s)**60", id="a-high-power"),
    pytest.param("2**1000*3**1000*m", id="large-numbers"),
    pytest.param("(a+b+c+d)**20", id="four-symbols-to-a-high-power"),
]


@pytest.mark.parametrize("text", SOON)
def test_an_answer_comes_soon(text: str) -> None:
    started = time.process_time()
    with contextlib.suppress(InputError):
        check(text)
    assert time.process_time() - started < 2


def test_a_prior_beyond_doubles() -> None:
    assert check(KL, prior=(Fraction(0), Fraction(1, 10**400))).verdict != "exact"


ROLES = ("mean", "std", "var", "log_std", "log_var", "precision", "log_precision", "cov", "cholesky", "sample")


@pytest.mark.parametrize("role", [*ROLES, "count", "weight"])
@pytest.mark.parametrize("name", ["mu", "lv"])
def test_any_pin_is_answered(name: str, role: str) -> None:
    true = {"mu": "mean", "lv": "log_var"}
    verdict = check(KL, reading={name: role})
    assert (verdict.verdict == "exact") == (true[name] == role)


def test_a_witness_gives_a_symbol_its_own_value() -> None:
    """A log-variance called J is not the number of latents."""
    verdict = check("-0.5*torch.sum(1 + J - mu**2 - exp(J))", reading={"J": "std"})
    assert verdict.witness
    at = {name: float(Fraction(value)) for name, value in verdict.witness.at.items()}
    one = -0.5 * (1 + at["J"] - at["mu"] ** 2 - 2.718281828459045 ** at["J"])
    assert float(verdict.witness.code) == pytest.approx(2 * 3 * one, rel=1e-4)


@pytest.mark.parametrize(("a", "b"), [("sqrt(x**2)", "x"), ("abs(x)/x", "1")])
def test_never_the_same(a: str, b: str) -> None:
    assert compare(a, b).relation != "same"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("z = mu + torch.exp(lv)*u\n-0.5*torch.sum(1+lv-mu**2-lv.exp())", "inconsistent"),
        ("z = mu + torch.exp(lv/2)*u\n-0.5*torch.sum(1+lv-mu**2-lv.exp())", "exact"),
        ("-0.5*torch.sum(1+lv-mu**2-lv.exp())/x.size(1)", "scaled"),
        ("-0.5*torch.sum(1+lv-mu**2-lv.exp())/mu.size(1)", "scaled"),
        ("-0.5*torch.sum(lv-mu**2-lv.exp(), dim=1) - 0.5*x.shape[1]", "shifted"),
        ("torch.clamp(-0.5*torch.sum(1+lv-mu**2-lv.exp()), max=0)", "undecided"),
        ("-0.5*(1+log(torch.clamp(s,0,0))-m**2-s)", "undecided"),
    ],
    ids=[
        *("noise-of-any-name", "noise-of-any-name-that-agrees", "another-arrays-size", "the-latents-own-size"),
        *("another-arrays-size-as-constant", "a-cap-at-zero", "bounds-that-meet"),
    ],
)
def test_sizes_samplers_and_clamps_are_not_taken_on_trust(text: str, verdict: str) -> None:
    assert check(text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("0.5*torch.sum(torch.exp(logvar) + (mu-m0)**2 - 1. - logvar)", "exact"),
        ("log(s0/s) + (s**2 + (m-m0)**2)/(2*s0**2) - 0.5", "exact"),
        ("log(s1/s2) + (s2**2 + (m2-m1)**2)/(2*s1**2) - 0.5", "wrong"),
        ("std = F.softplus(s) + 1e-6\n0.5*torch.sum(mu**2 + std**2 - 1 - 2*torch.log(std))", "exact"),
        ("std = F.softplus(s) + 1e-6\n0.5*torch.sum(mu**2 + std**2 - 1 - torch.log(std))", "wrong"),
        ("z = torch.normal(mu, lv.exp())\n-0.5*torch.sum(1 + lv - mu**2 - lv.exp())", "inconsistent"),
        ("z = torch.normal(mu, (lv/2).exp())\n-0.5*torch.sum(1 + lv - mu**2 - lv.exp())", "exact"),
        ("-0.5*sum(1 + lv - mu**2 - e**lv)", "exact"),
        ("-0.5*sum(1 + softplus(lv) - softplus(-lv) - mu**2 - exp(lv))", "undecided"),
        ("mean(sum(-0.5*(1 + lv - mu**2 - softplus(lv)), 1))", "undecided"),
    ],
    ids=[
        *("prior-numbered-0", "prior-scale-numbered-0", "two-before-one", "softplus-plus-eps", "its-log-halved"),
        *("normal-draws-the-std", "normal-draws-rightly", "e-to-the", "softplus-identity", "softplus-for-exp"),
    ],
)
def test_lines_that_people_write(text: str, verdict: str) -> None:
    assert check(text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("0.5*torch.sum((logvar_x.exp()+(mu_x-mu_y)**2)/std_y**2 - 1)", "wrong"),
        ("0.5*torch.sum((logvar.exp()+(m1-m2)**2)/sigma**2 - 1)", "unrelated"),
        ("0.5*(torch.sum(logvar.exp()+mu**2-logvar) - B*D)/latent_dim", "scaled"),
        ("-0.5*torch.sum(torch.clamp(1+logvar-mu**2-logvar.exp(), min=0))", "undecided"),
        ("-0.5*clamp(sum(1+logvar-mu**2-logvar.exp()), min=0.5)", "undecided"),
        ("torch.minimum(-0.5*sum(1+logvar-mu**2-logvar.exp()), recon)", "undecided"),
        ("-0.5*torch.sum(1+nu-mu**2-nu.exp())", "exact"),
        ("log(sigma_p)+(1+(mu_q-mu_p)**2)/(2*sigma_p**2)-0.5", "exact"),
        (r"\sum_{j=1}^J \frac12(\sigma_j^2+\mu_j^2-2\log\sigma_j) - \frac{D}{2}", "shifted"),
    ],
    ids=[
        *("two-owners-by-letter", "an-alias-of-both-scales", "two-latent-sizes", "a-floor-under-minus-the-kl"),
        *("a-floor-times-minus", "the-smaller-of-two-losses", "nu-is-no-count", "forward-from-a-unit-scale"),
        "another-size-than-the-bound",
    ],
)
def test_lines_that_were_misjudged(text: str, verdict: str) -> None:
    assert check(text).verdict == verdict


def test_swapped_names_are_told() -> None:
    assert "misleading-name" in check("-0.5*torch.sum(1+mu-logvar.pow(2)-mu.exp())").notes
