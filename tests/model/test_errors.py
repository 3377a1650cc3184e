import pytest

from kl_check.model.errors import InputError, MalformedInput, Misuse, UnsupportedInput, located

TEXT = "first\nsecond line\n\nlast"


@pytest.mark.parametrize(
    ("span", "line", "column"),
    [((0, 1), 1, 1), ((4, 5), 1, 5), ((6, 12), 2, 1), ((13, 17), 2, 8), ((18, 18), 3, 1), ((22, 23), 4, 4)],
)
def test_line_and_column_count_from_one(span: tuple[int, int], line: int, column: int) -> None:
    error = InputError("no", text=TEXT, span=span)
    assert (error.line, error.column) == (line, column)
    assert str(error) == f"no (line {line}, column {column})"


def test_without_a_place_there_is_only_the_message() -> None:
    error = Misuse("no such role")
    assert (str(error), error.line, error.column) == ("no such role", 1, 1)


@pytest.mark.parametrize("kind", [MalformedInput, UnsupportedInput, Misuse])
def test_an_error_that_knows_its_place_is_given_the_text(kind: type[InputError]) -> None:
    with pytest.raises(kind) as raised, located(TEXT):
        raise kind("no", span=(6, 12))
    assert (raised.value.text, raised.value.line) == (TEXT, 2)


def test_an_error_that_has_a_text_keeps_it() -> None:
    with pytest.raises(InputError) as raised, located("another"):
        raise InputError("no", text=TEXT, span=(6, 12))
    assert raised.value.text == TEXT


def test_an_error_without_a_place_passes() -> None:
    with pytest.raises(Misuse) as raised, located(TEXT):
        raise Misuse("no")
    assert raised.value.text == ""


def test_other_errors_pass() -> None:
    with pytest.raises(KeyError), located(TEXT):
        raise KeyError("x")
