"""Certificates to try, and what they state, worked out in floats without kl_check or its checker.

What is shared stands here as fixtures: `make` gives the certificate of a row of `TEXTS`, `is_true` is the oracle.
"""

from __future__ import annotations

import ast
import json
import math
import operator
from collections.abc import Callable, Mapping
from functools import cache
from itertools import permutations, product
from typing import Any

import numpy as np
import pytest

from kl_check.pipeline import check

LINE = "-0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())"
GENERAL = "log(s2/s1) + (s1**2 + (m1 - m2)**2)/(2*s2**2) - 1/2"

TEXTS: Mapping[str, tuple[str, dict[str, str]]] = {
    "exact": (LINE, {}),
    "exact, two Gaussians": (GENERAL, {}),
    "exact, batch mean and a weight": (f"beta * {LINE} / batch_size", {}),
    "exact, LaTeX": (r"\frac{1}{2}\sum_{j=1}^{J}(\mu_j^2+\sigma_j^2-1-\log\sigma_j^2)", {}),
    "shifted": ("-0.5 * torch.sum(logvar - mu.pow(2) - logvar.exp(), dim=1)", {}),
    "scaled by 1/J": ("-0.5 * torch.mean(1 + logvar - mu.pow(2) - logvar.exp(), dim=1)", {}),
    "scaled, in bits": ("-0.5 * (1 + 2*log(std) - mu**2 - std**2) / log(2)", {}),
    "inconsistent by declaration": (LINE, {"logvar": "std"}),
    "inconsistent by sampler": (f"z = mu + torch.exp(logvar) * eps\n{LINE}", {}),
    "inconsistent by noise": (f"z = mu + torch.exp(logvar / 2) * 0.1 * eps\n{LINE}", {}),
    "wrong": ("0.5 * torch.sum(torch.exp(logvar) + mu**2 - 1. + logvar)", {}),
    "wrong, no mean": ("-0.5 * torch.sum(1 + logvar - logvar.exp())", {}),
    "wrong, three symbols": ("log(s2/s1) + (s1**2 + m1**2)/s2**2 - 1/2", {}),
}


@cache
def made(name: str) -> str:
    """The certificate of a text, as JSON."""
    text, pins = TEXTS[name]
    verdict = check(text, reading=pins, certificate=True)
    assert verdict.verdict == name.partition(",")[0].partition(" ")[0]
    assert verdict.certificate is not None
    return json.dumps(dict(verdict.certificate))


@pytest.fixture(scope="session")
def names() -> tuple[str, ...]:
    return tuple(TEXTS)


@pytest.fixture(scope="session")
def make() -> Callable[[str], dict[str, Any]]:
    """Makes a fresh copy of the certificate of a text."""
    return lambda name: dict(json.loads(made(name)))


@pytest.fixture(scope="session")
def bears_out() -> Callable[[Mapping[str, Any]], bool | None]:
    """Says whether floats bear out what a certificate states; None where its numbers are beyond floats."""
    return is_true


# The oracle: NumPy arrays of shape (batch, latents), in which every element is another

BATCH, LATENTS = 3, 2
STD: Mapping[str, Callable[[Any], Any]] = {
    "std": lambda x: x,
    "var": np.sqrt,
    "log_std": np.exp,
    "log_var": lambda x: np.exp(x / 2),
    "precision": lambda x: 1 / np.sqrt(x),
    "log_precision": lambda x: np.exp(-x / 2),
}


def evaluated(term: str | ast.expr, at: Mapping[str, Any]) -> Any:
    node = ast.parse(term, mode="eval").body if isinstance(term, str) else term
    match node:
        case ast.Constant(value):
            return at[value] if isinstance(value, str) else as_float(value)
        case ast.Name(name):
            return at[f"#{name}"]
        case ast.UnaryOp(ast.USub(), one):
            return -evaluated(one, at)
        case ast.BinOp(left, sign, right):
            return SIGNS[type(sign)](evaluated(left, at), evaluated(right, at))
        case ast.Call(ast.Name("sum_latents" | "sum_batch" as name), [one]):
            body = np.broadcast_to(evaluated(one, at), (BATCH, LATENTS))
            return body.sum(axis=int(name == "sum_latents"), keepdims=True)
        case ast.Call(ast.Name(name), [one]):
            return {"exp": np.exp, "log": np.log}[name](evaluated(one, at))
    raise AssertionError(ast.dump(node))


SIGNS: Mapping[Any, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: np.power,
}


def as_float(number: int) -> float:
    if abs(number) > 10**300:
        raise ArithmeticError("too large for floats")
    return float(number)


def is_symbol(place: str) -> bool:
    return place.startswith("'")


def held(place: str) -> str:
    return str(ast.literal_eval(place))


def point(reading: Mapping[str, str], seed: int) -> dict[str, Any]:
    """Positive values, so that every symbol could be a scale."""
    draw = np.random.default_rng(seed)
    at: dict[str, Any] = {"#J": float(LATENTS), "#B": float(BATCH), "#pi": math.pi}
    for name, role in reading.items():
        shape = () if role in ("count", "weight") else (BATCH, LATENTS)
        at[name] = {"latents": at["#J"], "batch": at["#B"]}.get(role, draw.uniform(0.4, 1.7, shape))
    return at


def divergence(places: list[Any], reading: Mapping[str, str], at: Mapping[str, Any]) -> Any:
    m, n = (evaluated(places[index], at) for index in (0, 2))
    s, t = (_std(places[index], reading, at) for index in (1, 3))
    return np.log(t / s) + (s**2 + (m - n) ** 2) / (2 * t**2) - 0.5


def _std(place: Any, reading: Mapping[str, str], at: Mapping[str, Any]) -> Any:
    if not is_symbol(place):
        return np.sqrt(evaluated(place, at))
    return STD[reading[held(place)]](at[held(place)])


def difference(found: Mapping[str, Any], reading: Mapping[str, str], seed: int) -> float:
    """How far a stated equality is from true at a point, relative to the size of its parts."""
    at = point(reading, seed)
    kl = np.broadcast_to(divergence([*found["posterior"], *found["prior"]], reading, at), (BATCH, LATENTS))
    if found["reduction"]["latents"] == "sum":
        kl = kl.sum(axis=1, keepdims=True)
    if found["reduction"]["batch"] != "none":
        kl = kl.sum(axis=0, keepdims=True) / (BATCH if found["reduction"]["batch"] == "mean" else 1)
    scale, offset, weight = (evaluated(found[key], at) for key in ("scale", "offset", "weight"))
    f, g = evaluated(found["term"], at), weight * (scale * kl + offset)
    return float(np.max(np.abs(f - g)) / (1 + np.max(np.abs(f)) + np.max(np.abs(g))))


def equal_readings(found: Mapping[str, Any]) -> list[Any]:
    """The readings under which floats take the term for scale · KL + offset; a true `wrong` has none."""
    places = [*found["posterior"], *found["prior"]]
    names = list(dict.fromkeys(held(place) for place in places if is_symbol(place)))
    equal = []
    ats = [{name: np.mean(value) for name, value in point(found["reading"], seed).items()} for seed in range(8)]
    for at in ats:  # scale and offset may depend on these
        at |= {name: 3.0 for name, role in found["reading"].items() if role in ("count", "weight")}
    f = np.array([np.mean(evaluated(found["term"], at)) for at in ats])
    for order in permutations(names):
        moved = dict(zip(names, order, strict=True))
        put = [repr(moved[held(place)]) if is_symbol(place) else place for place in places]
        if found["target"] == "reverse" and [put[1], put[3]] == [places[3], places[1]]:
            continue
        scales = list({held(place) for place in (put[1], put[3]) if is_symbol(place)})
        for words in product(STD, repeat=len(scales)):
            reading = dict(zip(scales, words, strict=True))
            g = np.array([np.mean(divergence(put, reading, at)) for at in ats])
            columns = np.stack([g, np.ones_like(g)], axis=1)
            fitted = columns @ np.linalg.lstsq(columns, f, rcond=None)[0]
            if np.max(np.abs(f - fitted)) <= 1e-10 * np.ptp(f):
                equal.append((put, reading))
    return equal


def is_true(found: Mapping[str, Any]) -> bool | None:
    """Whether floats bear out what a certificate states; None where its numbers are beyond floats."""
    try:
        with np.errstate(all="raise"):
            return _is_true(found)
    except ArithmeticError:
        return None


def _is_true(found: Mapping[str, Any]) -> bool:
    if "points" in found:
        return found["verdict"] == "wrong" and not equal_readings(found)
    reading = found["reading"]
    if any(difference(found, reading, seed) > 1e-10 for seed in range(3)):
        return False
    scale, offset = (evaluated(found[key], point(reading, 0)) for key in ("scale", "offset"))
    if np.ptp(scale) > 1e-12 * np.max(np.abs(scale)) or np.all(scale == 0):
        return False
    if not is_symbol(found["posterior"][0]):
        return bool(found["verdict"] == "wrong")
    if against := found["against"]:
        if against["role"] == reading[against["scale"]]:
            return found["verdict"] == "inconsistent" and against["noise_std"] != "1"
        other = {**reading, against["scale"]: against["role"]}
        return found["verdict"] == "inconsistent" and difference(found, other, 0) > 1e-10
    word = "scaled" if np.max(np.abs(scale - 1)) > 1e-12 else "shifted" if np.max(np.abs(offset)) > 1e-12 else "exact"
    return bool(found["verdict"] == word)
