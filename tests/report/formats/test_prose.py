import pytest

from kl_check.report.formats.prose import spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("5 $ and no more", [("words", "5 $ and no more")], id="one-dollar-is-a-dollar"),
        pytest.param("a * b ** c", [("words", "a * b ** c")], id="stars-alone-are-stars"),
        pytest.param("[x](http://y)", [("words", "[x](http://y)")], id="no-way-out-of-the-report"),
        pytest.param("**a** $x$", [("stress", "a"), ("words", " "), ("formula", "x")], id="marks"),
        pytest.param("`a*b*` [t](#u-1)", [("code", "a*b*"), ("words", " "), ("link", "t")], id="code-and-link"),
    ],
)
def test_spans(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(span.kind, span.text) for span in spans(text)] == expected


def test_a_link_keeps_its_anchor() -> None:
    (link,) = spans("[t](#u-1)")
    assert link.anchor == "u-1"
