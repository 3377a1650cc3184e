import pytest

from kl_check.model.errors import InputError, MalformedInput
from kl_check.read.text import read_text

DIALECTS = [
    ("mu + 1", "plain"),
    ("torch.exp(mu)", "torch"),
    ("mu.exp()", "torch"),
    ("tf.exp(mu)", "tensorflow"),
    ("K.exp(mu)", "keras"),
    ("jnp.exp(mu)", "jax"),
    ("np.exp(mu)", "numpy"),
    (r"\frac{1}{2} \mu^2", "latex"),
    (r"\mu_1", "latex"),
    ("x^{2}", "latex"),
    ("mu^2", "plain"),
    ("mu +\\\n1", "plain"),
    ("# \\frac{1}{2}\nmu", "plain"),
    ("mu  # as in \\sum_{j}", "plain"),
    ('"""KL is \\frac{1}{2}."""\nmu', "plain"),
    (r"\mu # 1", None),
]


@pytest.mark.parametrize(("text", "dialect"), DIALECTS)
def test_the_language_is_told_from_the_text(text: str, dialect: str | None) -> None:
    if dialect is None:
        with pytest.raises(InputError, match="'#' is not read"):
            read_text(text)
    else:
        assert read_text(text).dialect == dialect


@pytest.mark.parametrize("given", [3, None, b"mu", ["mu"]])
def test_what_is_no_text_is_a_type_error(given: object) -> None:
    with pytest.raises(TypeError, match="a text is expected, not"):
        read_text(given)  # type: ignore[arg-type]


def test_the_span_of_a_formula_leaves_out_the_space_around_it() -> None:
    excerpt = read_text("  \\mu + 1 \n")
    assert excerpt.source == r"\mu + 1"


@pytest.mark.parametrize("text", ["", "  ", "\0"])
def test_no_text_is_refused_before_its_language_is_asked_for(text: str) -> None:
    with pytest.raises(MalformedInput):
        read_text(text)
