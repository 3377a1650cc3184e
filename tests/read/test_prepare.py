import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl_check.model.errors import InputError, MalformedInput, UnsupportedInput
from kl_check.read.prepare import MAX_CHARACTERS, MAX_NESTING, prepare

REWRITTEN = [
    ("x^2", "x**2"),
    ("x²", "x**2"),
    ("½ * x", "(1/2) * x"),
    ("a − b", "a - b"),
    ("a – b", "a - b"),
    ("a·b×c", "a*b*c"),
    ("a\u00a0+ b", "a + b"),
    ("\ufeffa", "a"),
    ("    a\n    b", "a\nb"),
    ("  a\n    b", "a\n  b"),
    ("\ta", "a"),
    ("a\n  b", "a\n  b"),
    ("= a", "a"),
    ("KL(q || p) = a", "a"),
    ("-KL = a", "a"),
    ("kl = a", "kl = a"),
    ("a == b", "a == b"),
    (">>> a", "a"),
    (">>> f(\n...     a)\n>>> b", "f(\n    a)\nb"),
    (">>> a = 2\n>>> a\n2\n", "a = 2\na\n\n"),
    ("    >>> a\n    ...\n    3", "a\n\n"),
    (">>>a", "a"),
    ("a >>> b", "a >>> b"),
]


@pytest.mark.parametrize(("text", "expected"), REWRITTEN)
def test_what_people_type_is_rewritten(text: str, expected: str) -> None:
    assert prepare(text).text == expected


@pytest.mark.parametrize(
    ("text", "name", "negated"),
    [
        ("KL(q || p) = a", "KL", False),
        ("-KL = a", "KL", True),
        ("- D_kl = a", "D_kl", True),
        ("kl = a", None, False),
        ("f(x) == a", None, False),
        ("= a", None, False),
    ],
)
def test_a_heading_names_the_formula(text: str, name: str | None, negated: bool) -> None:
    prepared = prepare(text)
    assert (prepared.name, prepared.negated) == (name, negated)


@given(st.text(alphabet="xy ^²½−·(\n\t=1", min_size=1, max_size=30))
def test_every_rewritten_character_knows_where_it_stood(text: str) -> None:
    try:
        prepared = prepare(text)
    except InputError:
        return
    assert len(prepared.offsets) == len(prepared.text) + 1
    assert list(prepared.offsets) == sorted(prepared.offsets)
    for place, character in enumerate(prepared.text):
        original = text[prepared.offsets[place]]
        assert original == character or original in "^²½−·"


def test_a_span_covers_what_was_rewritten() -> None:
    prepared = prepare("a + x²")
    start = prepared.text.index("x**2")
    assert prepared.span(start, start + 4) == (4, 6)
    assert prepared.span(0, 0) == (0, 0)


REFUSED = [
    pytest.param("", MalformedInput, "empty", id="empty"),
    pytest.param(" \n", MalformedInput, "empty", id="blank"),
    pytest.param("a\0", MalformedInput, "NUL", id="nul"),
    pytest.param("a\ud800", MalformedInput, "Unicode", id="half-a-character"),
    pytest.param("a" * (MAX_CHARACTERS + 1), UnsupportedInput, "20,001 characters", id="too-long"),
    pytest.param("(" * (MAX_NESTING + 1), UnsupportedInput, "nested", id="too-deep"),
    pytest.param("[{(" * MAX_NESTING, UnsupportedInput, "nested", id="too-deep-in-mixed-brackets"),
]


@pytest.mark.parametrize(("text", "kind", "message"), REFUSED)
def test_refuses(text: str, kind: type[InputError], message: str) -> None:
    with pytest.raises(kind, match=message):
        prepare(text)


def test_brackets_side_by_side_are_not_nested() -> None:
    text = "()" * (MAX_NESTING + 1)
    assert prepare(text).text == text


def test_brackets_closed_too_often_do_not_make_room() -> None:
    with pytest.raises(UnsupportedInput, match="nested"):
        prepare(")" * MAX_NESTING + "(" * (MAX_NESTING + 1))
