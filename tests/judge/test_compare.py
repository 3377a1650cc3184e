import pytest

from kl_check.model.comparison import Comparison
from kl_check.pipeline import compare

RELATED = [
    pytest.param("x + y", "y + x", "same", "1", "0", id="reordered"),
    pytest.param("log(x**2)", "2*log(x)", "same", "1", "0", id="both-are-defined-for-positive-numbers-only"),
    pytest.param("log(x/y)", "log(x) - log(y)", "same", "1", "0", id="a-quotient-under-log"),
    pytest.param("0*x", "0", "same", "1", "0", id="nothing-left"),
    pytest.param("torch.sum(x, 1).sum()", "torch.sum(x)", "same", "1", "0", id="sums-of-sums"),
    pytest.param("x.sum(1, keepdim=True).sum()", "x.sum()", "same", "1", "0", id="a-kept-axis"),
    pytest.param("log(x)/log(2)", "log2(x)", "same", "1", "0", id="another-base"),
    pytest.param("2*x", "x", "multiple", "2", "0", id="twice"),
    pytest.param("-x", "x", "multiple", "-1", "0", id="negated"),
    pytest.param("torch.mean(x, 1)", "torch.sum(x, 1)", "multiple", "1/J", "0", id="a-mean"),
    pytest.param("beta*x", "x", "multiple", "beta", "0", id="a-weight"),
    pytest.param("x + 1", "x", "shifted", "1", "1", id="plus-one"),
    pytest.param("2*x + 1", "x", "shifted", "2", "1", id="twice-plus-one"),
    pytest.param("3", "1", "shifted", "1", "2", id="two-constants"),
]


@pytest.mark.parametrize(("a", "b", "relation", "factor", "offset"), RELATED)
def test_related(a: str, b: str, relation: str, factor: str, offset: str) -> None:
    found = compare(a, b)
    assert (found.relation, found.factor, found.offset) == (relation, factor, offset)
    assert found.evidence[0].strength == "proved"


REPARAMETRISED = [
    pytest.param("exp(s) - s", "exp(2*r) - 2*r", {"r": "s/2"}, id="log-variance-for-log-std"),
    pytest.param("exp(s) + m**2 - s", "v + m**2 - log(v)", {"v": "exp(s)"}, id="variance"),
    pytest.param("v + m**2 - log(v)", "exp(s) + m**2 - s", {"s": "log(v)"}, id="log-variance"),
    pytest.param("x + 1", "y + 1", {"y": "x"}, id="renamed"),
]


@pytest.mark.parametrize(("a", "b", "substitution"), REPARAMETRISED)
def test_reparametrised(a: str, b: str, substitution: dict[str, str]) -> None:
    found = compare(a, b)
    assert (found.relation, found.factor, found.offset) == ("reparametrised", "1", "0")
    assert {name: image.replace(" ", "") for name, image in (found.substitution or {}).items()} == substitution


DIFFERENT = [
    pytest.param("sqrt(x**2)", "x", id="the-root-of-a-square-is-no-negative-number"),
    pytest.param("abs(x)/x", "1", id="a-quotient-of-a-modulus"),
    pytest.param("abs(x)", "x", id="a-modulus"),
    pytest.param("x**2", "x**3", id="another-power"),
    pytest.param("torch.sum(x)", "torch.sum(x, 1)", id="over-fewer-axes"),
    pytest.param("exp(s) - s + m", "exp(s) - 2*s + m", id="one-coefficient"),
    pytest.param("m*n**2 + n", "m*n**3 + n", id="two-symbols"),
]


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_different_with_a_witness(a: str, b: str) -> None:
    for found in (compare(a, b), compare(b, a)):
        assert found.relation == "different"
        assert found.witness
        assert found.witness.a != found.witness.b


def values(found: Comparison) -> tuple[str, str]:
    assert found.witness
    return found.witness.a, found.witness.b


def test_a_witness_is_a_point_with_both_values() -> None:
    found = compare("m**2", "m**4")
    assert found.witness
    m = float(eval(found.witness.at["m"]))  # noqa: S307 - a rational number
    assert tuple(map(float, values(found))) == pytest.approx((m**2, m**4), rel=1e-5)


@pytest.mark.parametrize(("a", "b"), [("x/0", "x"), ("sqrt(-1)", "1"), ("torch.mean(x)**2", "torch.mean(x**2)")])
def test_undecided(a: str, b: str) -> None:
    assert compare(a, b).relation == "undecided"


def test_json_has_every_key() -> None:
    keys = {"relation", "substitution", "factor", "offset", "witness", "message", "evidence", "a", "b"}
    for b in ("x", "x**2"):
        assert compare("x", b).to_dict().keys() >= keys


NEGATIVE = [
    ("log(x**2)", "2*log(x)", "same", "where x > 0"),
    ("log(x**2)", "2*log(abs(x))", "same", "same function."),
    ("log(x**2) + sqrt(x**2)", "log(x**2) + x", "different", "different where it is negative"),
    ("log(x) + log(x)", "2*log(x)", "same", "same function."),
    ("log(std**2)", "2*log(std)", "same", "same function."),
    ("log(x**2) + mu", "2*log(x) + mu", "same", "where x > 0"),
]


@pytest.mark.parametrize(("a", "b", "relation", "said"), NEGATIVE)
def test_what_is_the_same_for_positive_values_only_says_so(a: str, b: str, relation: str, said: str) -> None:
    """Unless the name says, as std does, that nothing else is meant."""
    found = compare(a, b)
    assert found.relation == relation
    assert said in found.message
    assert (" > 0" in found.message) == any(" > 0" in one.scope for one in found.evidence) or relation == "different"
