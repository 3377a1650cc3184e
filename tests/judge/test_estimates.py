"""One-sample estimates of the KL, judged by their mean over z: verdicts, near-misses first."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl_check import check
from kl_check.model.verdict import Verdict

LOG_Q, LOG_P = "(-0.5*(z - m)**2*exp(-s) - 0.5*s - 0.5*log(2*pi))", "(-0.5*z**2 - 0.5*log(2*pi))"
RATIO = f"({LOG_Q} - {LOG_P})"
K1, K2, K3 = RATIO, f"0.5*{RATIO}**2", f"(exp(-{RATIO}) - 1) + {RATIO}"
GENERAL = "-log(s) - (z - m)**2/(2*s**2) + log(s2) + (z - m2)**2/(2*s2**2)"
FLOW = "logs_p - logs_q - 0.5 + 0.5*(z_p - m_p)**2*exp(-2*logs_p)"
TORCH = """std = torch.exp({role} * logvar)
eps = torch.randn_like(std)
z = mu + std * eps
log_q = -0.5 * ((z - mu)**2 * torch.exp(-logvar) + logvar + math.log(2 * math.pi))
log_p = -0.5 * (z**2 + math.log(2 * math.pi))
{last}"""


def test_a_density_alone_is_no_estimate() -> None:
    assert check(LOG_Q).verdict == "unrelated"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("-0.5*(1 + s - z**2 - exp(s))", id="z is a mean, where that makes it the KL"),
        pytest.param("0.5*(z - m)**2", id="a squared distance of two means"),
    ],
)
def test_a_closed_form_stays_one_whatever_its_mean_is_called(text: str) -> None:
    verdict = check(text)
    assert verdict.verdict == "exact"
    assert verdict.target != "estimate"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("-0.5*(y - m)**2*exp(-s) - 0.5*s + 0.5*y**2", id="a name that says nothing"),
        pytest.param("0.5*(z - a)**2 - 0.5*(z - b)**2", id="no scale in it"),
        pytest.param("0.5*z**2 - 0.5*s - 0.5", id="z may be the mean, and the variance forgotten"),
    ],
)
def test_no_estimate_is_guessed(text: str) -> None:
    assert check(text).target != "estimate"


WRONG = [
    pytest.param(
        "-1/2*(s + (z - m)**2)/exp(s) + 1/2*(s2 + (z - m2)**2)/exp(s2)", "other", id="log-variance divided too"
    ),
    pytest.param(f"exp({LOG_Q})*{RATIO}", "other", id="weighted by q, from which z is drawn already"),
    pytest.param(f"exp({LOG_P})*{RATIO}", "other", id="weighted by p"),
    pytest.param("-0.5*(z - m)**2*exp(-s) - s + 0.5*z**2", "log-factor", id="log σ² for log σ"),
    pytest.param("-0.5*(z - m)**2*exp(-s) + 0.5*z**2", "dropped-term", id="without log q's normaliser"),
    pytest.param(f"(1 - exp(-{RATIO})) + {RATIO}*exp({LOG_P})", "other", id="a k3 with p for 1"),
]


@pytest.mark.parametrize(("text", "mistake"), WRONG)
def test_wrong(text: str, mistake: str) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.target, verdict.fix) == ("wrong", "estimate", None)
    assert verdict.mistakes == (mistake,)
    assert verdict.witness
    assert verdict.evidence[0].outcome == "differs"


def test_the_variance_of_q_must_not_be_added_to_a_sample() -> None:
    """σ₁² is in the mean of (z − m₂)² already."""
    text = "logs_p - logs_q - 0.5 + 0.5*(exp(2*logs_q) + (z - m_p)**2)*exp(-2*logs_p)"
    assert check(text, reading={"z": "sample"}).verdict == "wrong"
    assert check(text, reading={"z": "mean"}).mistakes != ("wrong-coefficient",)


@pytest.mark.parametrize(
    ("text", "reading", "estimator"),
    [
        pytest.param("-1/2*((z - m)**2*exp(-s) + s + log(2*pi)) - (-1/2*(z**2 + log(2*pi)))", "log_var", "k1", id="k1"),
        pytest.param("-s + 1/2*z**2 - 1/2*((z - m)/exp(s))**2", "log_std", "k1", id="flow style, no normaliser"),
        pytest.param("-log(s) - (z - m)**2/(2*s**2) + z**2/2", "std", "k1", id="std"),
        pytest.param("-0.5*((z - m)**2/s + log(s)) + 0.5*z**2", "var", "k1", id="variance"),
        pytest.param("-0.5*((z - m)**2*s - log(s)) + 0.5*z**2", "precision", "k1", id="precision"),
        pytest.param(K3, "log_var", "k3", id="k3"),
        pytest.param("-log(s)-(z-m)**2/(2*s**2)+log(3)+(z-1)**2/18", "std", "k1", id="a prior of fixed numbers"),
    ],
)
def test_exact_in_every_role(text: str, reading: str, estimator: str) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.target) == ("exact", "estimate")
    assert verdict.reading == {"z": "sample", "m": "mean", "s": reading}
    assert verdict.evidence[-1].detail["estimator"] == estimator


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("-0.5*((z - mu)**2*torch.exp(-lv) + lv) + 0.5*z.pow(2)", id="torch"),
        pytest.param("-0.5*(tf.square(z - mu)*tf.exp(-lv) + lv) + 0.5*tf.square(z)", id="tensorflow"),
        pytest.param("-0.5*(K.square(z - mu)*K.exp(-lv) + lv) + 0.5*K.square(z)", id="keras"),
        pytest.param("-0.5*((z - mu)**2*jnp.exp(-lv) + lv) + 0.5*jnp.square(z)", id="jax"),
        pytest.param("-0.5*((z - mu)**2*np.exp(-lv) + lv) + 0.5*np.square(z)", id="numpy"),
        pytest.param(r"-\frac{1}{2}\left((z-\mu)^2 e^{-\lambda} + \lambda\right) + \frac{1}{2} z^2", id="latex"),
    ],
)
def test_dialects(text: str) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.target) == ("exact", "estimate")


def test_two_gaussians() -> None:
    verdict = check(GENERAL)
    assert (verdict.verdict, verdict.scale) == ("exact", "1")
    assert verdict.reading == {"z": "sample", "m": "mean", "s": "std", "m2": "mean", "s2": "std"}


def test_the_flow_models_form_needs_no_mean_of_q() -> None:
    verdict = check(FLOW)
    assert (verdict.verdict, verdict.target) == ("exact", "estimate")
    assert verdict.reading == {"z_p": "sample", "logs_q": "log_std", "m_p": "mean", "logs_p": "log_std"}
    assert verdict.evidence[-1].detail["estimator"] == "semi-analytic"


@pytest.mark.parametrize(
    ("text", "word", "scale", "offset", "mistakes"),
    [
        pytest.param("-1/2*(s - (z - m2)**2)", "shifted", "1", "1/2", ("dropped-constant",), id="noise term dropped"),
        pytest.param(f"exp(-{RATIO}) + {RATIO}", "shifted", "1", "1", ("dropped-constant",), id="k3 without its 1"),
        pytest.param(f"-{RATIO}", "scaled", "-1", "0", ("sign",), id="log p - log q"),
        pytest.param(f"2*{RATIO}", "scaled", "2", "0", ("missing-half",), id="twice"),
        pytest.param(
            f"exp(-{RATIO}) - 1 - {RATIO}", "scaled", "-1", "0", ("sign",), id="k3 with the sign of k1 changed"
        ),
        pytest.param(f"mean({RATIO}, axis=-1)", "scaled", "1/J", "0", ("mean-over-latents",), id="mean over latents"),
        pytest.param(f"mean(sum({RATIO}, axis=-1))", "exact", "1", "0", (), id="batch mean of latent sums"),
        pytest.param(f"beta*sum({RATIO})", "exact", "1", "0", (), id="weighted"),
    ],
)
def test_scale_and_shift(text: str, word: str, scale: str, offset: str, mistakes: tuple[str, ...]) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.target) == (word, "estimate")
    assert (verdict.scale, verdict.offset, verdict.mistakes) == (scale, offset, mistakes)


def test_k2_is_approximate_and_biased() -> None:
    verdict = check(K2)
    detail = verdict.evidence[-1].detail
    assert (verdict.verdict, verdict.severity) == ("approximate", "note")
    assert "biased" in verdict.notes
    assert verdict.mistakes == ()
    assert (round(float(detail["mean_at"] or 0), 3), round(float(detail["kl_at"] or 0), 3)) == (0.127, 0.168)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param(f"{RATIO}**2", "scaled", id="without the half"),
        pytest.param(f"0.5*{RATIO}**3", None, id="a cube"),
        pytest.param(f"0.5*{RATIO}**2 + 1", "shifted", id="shifted"),
    ],
)
def test_near_k2(text: str, word: str | None) -> None:
    verdict = check(text)
    assert verdict.verdict == word or (word is None and verdict.verdict in ("wrong", "undecided"))


# What says that z is a sample


def test_any_name_may_be_said_to_be_the_sample() -> None:
    verdict = check("-0.5*(y - m)**2*exp(-s) - 0.5*s + 0.5*y**2", reading={"y": "sample"})
    assert (verdict.verdict, verdict.target) == ("exact", "estimate")


def test_with_the_sample_declared_the_mean_of_q_need_not_stand_in_the_term() -> None:
    assert check("0.5*z**2 - 0.5*s - 0.5", reading={"z": "sample"}).verdict == "exact"


def test_a_role_said_otherwise_contradicts() -> None:
    verdict = check(K1, reading={"s": "std"})
    assert (verdict.verdict, verdict.mistakes) == ("inconsistent", ("scale-mismatch",))


@pytest.mark.parametrize("last", ["kl = torch.mean(torch.sum(log_q - log_p, dim=1))", "torch.sum(log_q - log_p)"])
def test_the_lines_that_draw_and_weigh_are_followed(last: str) -> None:
    verdict = check(TORCH.format(role=0.5, last=last))
    assert (verdict.verdict, verdict.target) == ("exact", "estimate")
    assert verdict.reading == {"z": "sample", "mu": "mean", "logvar": "log_var"}
    assert verdict.sampler
    assert (verdict.sampler.line, verdict.sampler.text, verdict.sampler.agrees) == (3, "z = mu + std * eps", True)


def test_a_sampler_in_another_role_contradicts() -> None:
    verdict = check(TORCH.format(role=1.0, last="torch.sum(log_q - log_p)"))
    assert (verdict.verdict, verdict.mistakes) == ("inconsistent", ("scale-mismatch",))
    assert verdict.sampler
    assert verdict.sampler.role == "log_std"


def test_noise_of_another_std_contradicts() -> None:
    text = "z = mu + 2*std*eps\n-0.5*(z - mu)**2/std**2 - log(std) + 0.5*z**2"
    assert check(text).verdict == "inconsistent"


def test_noise_may_stand_for_the_standardised_sample() -> None:
    assert check("z = mu + exp(0.5*lv)*eps\n-0.5*(eps**2 + lv) + 0.5*z**2").verdict == "exact"


def test_two_draws_are_not_one_sample() -> None:
    draws = "z = mu + std*torch.randn_like(std)\ny = mu + std*torch.randn_like(std)\n"
    verdict = check(draws + "-0.5*(z - mu)**2/std**2 - torch.log(std) + 0.5*y**2")
    assert verdict.verdict != "exact"


def test_a_mean_that_only_the_sampler_names() -> None:
    verdict = check("z = mu + exp(0.5*lv)*eps\n-0.5*(1 + lv) + 0.5*z**2")
    assert (verdict.verdict, verdict.target) == ("exact", "estimate")
    assert verdict.reading == {"z": "sample", "mu": "mean", "lv": "log_var"}


def test_a_direction_against_the_names_is_reversed() -> None:
    """z is drawn from the prior here, whose density the formula takes first."""
    text = "-lp - 0.5*(z - m_prior)**2*exp(-2*lp) + lq + 0.5*(z - m_post)**2*exp(-2*lq)"
    drawn = f"z = m_prior + exp(lp)*eps\n{text}"
    assert check(drawn).mistakes == ("reversed",)


def test_what_has_no_mean_everywhere_is_not_exact() -> None:
    """E[exp(log q − log p)] is infinite where σ is large."""
    verdict: Verdict = check(f"exp({RATIO}) - 1 - {RATIO}", reading={"z": "sample"})
    assert verdict.verdict in ("wrong", "undecided")


# Laws

FACTORS = st.sampled_from([Fraction(n, 2) for n in (-2, -1, 0, 1, 2)])


@settings(max_examples=30, deadline=None)
@given(FACTORS, FACTORS, FACTORS, FACTORS)
def test_only_what_averages_to_the_kl_is_exact(
    square: Fraction, log: Fraction, prior: Fraction, constant: Fraction
) -> None:
    """The mean of a(z − m)²/σ² + b log σ² + c z² + d is a + b log σ² + c(m² + σ²) + d, worked out by hand."""
    text = f"({square})*(z - m)**2*exp(-s) + ({log})*s + ({prior})*z**2 + ({constant})"
    verdict = check(text, reading={"z": "sample", "m": "mean"})
    offset = square + constant + prior  # of c (m² + σ² − 1 − s)
    as_precision = square == 0 and log == prior  # e⁻ˢ is a variance where nothing says otherwise
    if prior == 0 or not (log == -prior or as_precision):
        assert verdict.verdict in ("wrong", "unrelated", "undecided")
    else:
        assert (verdict.scale, verdict.offset) == (str(2 * prior), str(offset))
        word = "scaled" if prior != Fraction(1, 2) else "shifted" if offset else "exact"
        assert verdict.verdict == word


# What follows from a verdict


def test_confirmation_is_of_the_mean() -> None:
    found = {one.method: one for one in check(K1, confirm=True).evidence}
    assert {found[name].outcome for name in ("quadrature", "multiprecision", "enclosure", "symbolic")} == {"agrees"}
    assert found["quadrature"].detail["as"] == "KL(N(m, exp(s)) ‖ N(0, 1))"


def test_confirmation_sees_the_bias() -> None:
    found = {one.method: one.outcome for one in check(K2, confirm=True).evidence}
    assert found["enclosure"] == "differs"


def test_no_certificate_is_made_of_an_estimate() -> None:
    assert check(K1, certificate=True).certificate is None
