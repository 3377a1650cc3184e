import pytest

from kl_check.know import names

SUGGESTED = [
    ("logvar", "log_var"),
    ("log_var", "log_var"),
    ("z_log_var", "log_var"),
    ("self.z_logVar", "log_var"),
    ("lv", "log_var"),
    ("log_sigma_sq", "log_var"),
    ("logsigma", "log_std"),
    ("log_std", "log_std"),
    ("log_sigma", "log_std"),
    ("sigma", "std"),
    ("sigma_1", "std"),
    ("std", "std"),
    ("stddev", "std"),
    ("s", "std"),
    ("σ", "std"),
    ("sigma_sq", "var"),
    ("sigma2_q", "var"),
    ("sigma_ii", "var"),
    ("var", "var"),
    ("prior_var", "var"),
    ("v", "var"),
    ("precision", "precision"),
    ("log_prec", "log_precision"),
    ("mu", "mean"),
    ("z_mean", "mean"),
    ("mu_q", "mean"),
    ("m", "mean"),
    ("loc", "mean"),
    ("x", None),
    ("kl", None),
    ("u", None),
    ("logits", None),
    ("summary", None),
    ("variable", None),
]


@pytest.mark.parametrize(("name", "role"), SUGGESTED)
def test_what_a_name_suggests(name: str, role: str | None) -> None:
    assert names.suggested_role(name) == role


SIDES = [
    ("mu_q", "posterior"),
    ("post_mean", "posterior"),
    ("prior_mean", "prior"),
    ("p_logvar", "prior"),
    ("mu", None),
    ("mu_1", None),
    ("mu_pq", None),
    ("prior_post_mean", None),
]


@pytest.mark.parametrize(("name", "side"), SIDES)
def test_whose_parameter_a_name_says_it_is(name: str, side: str | None) -> None:
    assert names.side(name) == side


@pytest.mark.parametrize(
    ("name", "number"), [("mu_1", 1), ("mu2", 2), ("mu", None), ("self.mu", 1), ("other_mean", 2), ("sigma_12", 12)]
)
def test_which_of_two_a_name_says_it_is(name: str, number: int | None) -> None:
    assert names.number_of(name) == number


SIZES = [
    ("batch_size", "batch"),
    ("B", "batch"),
    ("N", "batch"),
    ("self.batch_size", "batch"),
    ("J", "latent"),
    ("z_dim", "latent"),
    ("args.latent_dim", "latent"),
    ("beta", None),
    ("logvar", None),
]


@pytest.mark.parametrize(("name", "axis"), SIZES)
def test_which_axis_a_size_belongs_to(name: str, axis: str | None) -> None:
    assert names.axis_of_size(name) == axis


@pytest.mark.parametrize(("name", "is_size"), [("num_pixels", True), ("P", True), ("z_dim", True), ("mu", False)])
def test_what_reads_as_a_count(name: str, is_size: bool) -> None:
    assert names.is_size(name) is is_size


@pytest.mark.parametrize(
    ("name", "is_weight"), [("beta", True), ("kl_weight", True), ("self.beta", True), ("mu", False), ("betray", False)]
)
def test_what_reads_as_a_weight(name: str, is_weight: bool) -> None:
    assert names.is_weight(name) is is_weight


@pytest.mark.parametrize(
    ("name", "means_a_kl"),
    [
        ("kl", True),
        ("kl_loss", True),
        ("loss_kld", True),
        ("self.KLD", True),
        ("loss", False),
        (None, False),
        ("pkl", False),
        ("weekly_loss", False),
        ("sparkle", False),
        ("klloss", True),
    ],
)
def test_what_is_named_as_a_kl(name: str | None, means_a_kl: bool) -> None:
    assert names.is_kl_name(name) is means_a_kl
