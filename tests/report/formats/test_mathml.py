"""What latex2mathml leaves undone, and that nothing is lost of a formula."""

from xml.etree import ElementTree as Tree

import pytest

from kl_check.report.formats.mathml import mathml


def parsed(latex: str, **options: bool) -> Tree.Element:
    return Tree.fromstring(mathml(latex, "block", **options))  # noqa: S314  our own text


def letters(root: Tree.Element) -> str:
    return "".join(root.itertext()).replace(" ", "")


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\frac{1}{2} \log \frac{\sigma_2}{\sigma_1}", "12logσ2σ1"),
        (r"\mathbb{E}_{x \sim \mathcal{N}(0,\, 1)}\left[x^{2}\right]", "𝔼x∼𝒩(0,1)[x2]"),
        (r"\int_{-\infty}^{\infty} x \,dx", "∫−∞∞xdx"),
        (r"D_{\mathrm{KL}}(q \,\|\, p)", "DKL(q‖p)"),
        (r"\operatorname{diag}(\sigma_1^{2})", "diag(σ12)"),
    ],
)
def test_every_letter_is_there(latex: str, shown: str) -> None:
    assert letters(parsed(latex)) == shown


@pytest.mark.parametrize(
    ("latex", "tag", "text"),
    [
        pytest.param(r"x \sim y", "mo", "∼", id="tilde-is-a-relation"),
        pytest.param(r"(x; y)", "mo", ";", id="semicolon-is-an-operator"),
        pytest.param(r"-\infty", "mi", "∞", id="infinity-is-a-number"),
        pytest.param(r"\operatorname{diag}(x)", "mi", "diag", id="a-word-is-a-name"),
    ],
)
def test_kinds_of_signs(latex: str, tag: str, text: str) -> None:
    assert text in [element.text for element in parsed(latex).iter(tag)]


@pytest.mark.parametrize("sign", [r"\sum", r"\prod"])
def test_limits_of_sums_stand_above_and_below_also_in_brackets(sign: str) -> None:
    latex = rf"\left[{sign}_{{i=1}}^{{J}} x_i\right]"
    assert parsed(latex).find(".//munderover") is not None
    assert "munderover" not in mathml(latex, "inline")


@pytest.mark.parametrize(
    ("latex", "spaces"),
    [
        pytest.param(r"\log\left(x\right)", 0, id="bracket-close-by"),
        pytest.param(r"\left(\log \sigma_1\right)", 1, id="after-a-bracket-opens"),
        pytest.param(r"2 \log \sigma_1", 2, id="between-factor-and-argument"),
        pytest.param(r"- \log \sigma_1", 1, id="after-a-sign"),
        pytest.param(r"\log \det \Sigma_1", 2, id="a-function-of-a-function"),
    ],
)
def test_thin_spaces_about_functions(latex: str, spaces: int) -> None:
    assert len(parsed(latex).findall(".//mspace")) == spaces


def test_a_part_that_continues_has_space_about_its_sign() -> None:
    assert [mo.get("form") for mo in parsed("- x - y", continues=True).iter("mo")] == ["infix", None]
    assert [mo.get("form") for mo in parsed("- x - y").iter("mo")] == [None, None]
