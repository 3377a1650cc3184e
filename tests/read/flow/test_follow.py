"""What names hold after the statements that real code writes: the value of the last `kl`, as a term."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from kl_check.algebra.show import text
from kl_check.read.flow.follow import follow
from kl_check.read.flow.values import Findings


def found_in(code: str) -> Findings:
    code = dedent(code)
    return follow(code, ast.parse(code))


def values(code: str, name: str = "kl") -> list[str]:
    """What a name was given, on each path."""
    return [str(text(root.term)) for root in found_in(code).roots if root.name == name]


VALUES = [
    pytest.param("kl = torch.exp(s)\nkl += mu**2", ["exp(s)", "exp(s) + mu**2"], id="augmented"),
    pytest.param("kl = mu.pow(2).add_(s.exp()).mul_(-1)", ["(mu**2 + exp(s))*(-1)"], id="in-place-chain"),
    pytest.param("m = n = mu\nkl = m**2 + n", ["mu**2 + mu"], id="chained"),
    pytest.param("a, b = mu, s\nkl = a**2 + b", ["mu**2 + s"], id="several-at-once"),
    pytest.param("m, s = net(x).chunk(2, 1)\nkl = m**2 + s", ["m**2 + s"], id="halves-have-names"),
    pytest.param("out = {'m': mu, 's': s}\nkl = out['m']**2 + out['s']", ["mu**2 + s"], id="dictionary"),
    pytest.param("p = net(x)\nkl = p[:, :d]**2 + p[:, d:]", ["p[:, :d]**2 + p[:, d:]"], id="slices-are-symbols"),
    pytest.param("kl = a**2 if c else a**4", ["a**2", "a**4"], id="conditional"),
    pytest.param("if c:\n    v = a**2\nelse:\n    v = a**4\nkl = v + b", ["a**2 + b", "a**4 + b"], id="branches"),
    pytest.param("v = None\nif v is None:\n    v = a**2\nkl = v + b", ["a**2 + b"], id="known-to-be-none"),
    pytest.param("def f(m, s):\n    return m**2 + s\nkl = f(s, m)", ["s**2 + m"], id="swapped-arguments"),
    pytest.param("def f(m, s=b):\n    return m**2 + s\nkl = f(a)", ["a**2 + b"], id="default"),
    pytest.param("f = lambda m: m**2\nkl = f(b) + a", ["b**2 + a"], id="lambda"),
    pytest.param("kl = torch.zeros_like(mu) + a**2", ["0 + a**2"], id="full-of-zeros"),
    pytest.param("v = torch.full((n,), 2.0)\nkl = v * a**2", ["2*a**2"], id="full-of-a-number"),
    pytest.param("v = torch.zeros(n)\nv[0] = mu\nkl = v**2 + a", ["v**2 + a"], id="filled-in-part"),
    pytest.param("v = torch.zeros(n, requires_grad=True)\nkl = v**2 + a", ["v**2 + a"], id="trained-is-not-zero"),
    pytest.param("c = np.log(np.array([2.0]))\nkl = c + a**2", ["log(2) + a**2"], id="array-of-one-number"),
    pytest.param("kl = torch.max(a**2 - b, c)", ["maximum(a**2 - b, c)"], id="larger-of-two"),
    pytest.param("kl = F.relu(a**2 - b) + c", ["maximum(a**2 - b, 0) + c"], id="relu-of-a-difference"),
    pytest.param("h = F.relu(x)\nkl = h**2 + c", ["h**2 + c"], id="relu-of-a-layer"),
    pytest.param("old = mu.detach()\nkl = (mu - old)**2", ["(mu - old)**2"], id="detached-copy"),
    pytest.param("mu = mu.detach()\nkl = mu**2 + a", ["mu**2 + a"], id="detached-itself"),
]


@pytest.mark.parametrize(("code", "expected"), VALUES)
def test_what_a_name_holds(code: str, expected: list[str]) -> None:
    assert values(code) == expected


def test_the_elements_of_an_array_are_counted() -> None:
    """Not a weight: dividing by it makes a mean over latents."""
    (value,) = values("kl = torch.sum(mu**2) / mu.numel()")
    assert value == str(text(next(iter(found_in("kl = torch.sum(mu**2) / (mu.shape[0] * mu.shape[-1])").roots)).term))


def test_the_largest_over_an_axis_is_no_bound() -> None:
    assert values("kl = torch.max(a, 1) + b**2") == ["torch.max(a, 1) + b**2"]


def test_what_methods_leave_on_self_is_known_to_others() -> None:
    code = """
        class Model:
            def encode(self, x):
                self.mu = self.fc(x)
                self.std = torch.exp(self.logvar / 2)
            def loss(self):
                kl = self.mu**2 + self.std
    """
    assert values(code) == ["self.mu**2 + exp(self.logvar/2)"]


def test_what_two_methods_leave_on_self_is_a_symbol() -> None:
    code = """
        class Model:
            def encode(self, x):
                self.std = torch.exp(self.logvar / 2)
            def reset(self):
                self.std = torch.sqrt(self.v)
            def loss(self):
                kl = self.mu**2 + self.std
    """
    assert values(code) == ["self.mu**2 + self.std"]


def test_parameters_of_the_model_are_noted() -> None:
    code = """
        class Layer:
            def __init__(self):
                self.mu = nn.Parameter(torch.zeros(3))
                self.scale = torch.zeros(3)
    """
    assert found_in(code).trained == {"self.mu"}


def test_a_line_that_draws_noise_is_noted_with_its_function() -> None:
    code = """
        def sample(mu, logvar):
            eps = torch.randn_like(mu)
            return mu + eps * torch.exp(logvar / 2)
    """
    drawn = found_in(code).drawn
    assert [(one.function, one.name) for one in drawn] == [("sample", None)]
    assert str(text(drawn[0].term)) == "mu + #noise*exp(logvar/2)"


def test_a_function_that_calls_itself_ends() -> None:
    assert found_in("def f(x):\n    return f(x) + x**2\nkl = f(a)").roots
