"""Checks a certificate of kl-check with this file and the standard library alone: `python checker.py FILE`.

A certificate is about a term f in named symbols and two Gaussians made of these symbols. Its verdict says

    exact, shifted, scaled, inconsistent   f = weight · (scale · KL(posterior ‖ prior) + offset), whatever the values
    wrong                                  no scale and offset make f so, in whatever roles its scales are held;
                                           or they do, but the posterior has no mean

Equal is proved by a normal form (`Symbolic`): terms become sums of products by laws of exp, log and powers that hold
wherever both sides are defined. A difference of nothing proves equality; what is left of one proves nothing.
Different is proved by enclosures (`Numeric`) at rational points where all latents and all items of the batch are alike,
so that a sum is a product with a size. If f = a · KL + b, then (f1-f2)(g1-g3) = (f1-f3)(g1-g2) at any three points, f
the term, g the KL; for `wrong`, enclosures exclude it under each reading. The readings are enumerated here: each way to
put the symbols into the places of the stated Gaussians, each scale in all six roles.

Not checked: that the text says this term (the certificate holds the text and its hash; `kl-check verify` reads it
again), and that the text or its author holds a scale otherwise, where the verdict is `inconsistent` if so.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from fractions import Fraction
from itertools import combinations, permutations, product
from pathlib import Path
from typing import Any

FORMAT = "kl-check certificate 1"
EQUALITY = {"scale", "offset", "weight", "reduction", "against"}  # what only a certificate of an equality has
FIELDS = {"format", "text", "sha256", "verdict", "target", "term", "reading", "posterior", "prior"}
NUMBER = re.compile(r"-?[0-9]{1,1100}(/[1-9][0-9]{0,1099})?")
LOG_STD = {"std": (True, 1), "var": (True, 2), "log_std": (False, 1), "log_var": (False, 2)}
LOG_STD |= {"precision": (True, -2), "log_precision": (False, -2)}
"""A symbol in a role is exp(factor · log σ) if True stands there, else factor · log σ itself."""
SIZES = {"latents": "#J", "batch": "#B"}  # the lengths of the two axes; what is no scalar varies along both
SCALARS = {*SIZES, "count", "weight"}  # all positive but the weights
MAX_BYTES, MAX_PARTS, MAX_DEPTH, MAX_BITS, MAX_STEPS, MAX_POINTS = 1_000_000, 3_000, 60, 10_000, 20_000, 8


class Malformed(ValueError):
    """Not a certificate."""


class Refused(ValueError):
    """A certificate that does not prove what it states."""


def require(holds: object, reason: str, error: type[Exception] = Refused) -> None:
    if not holds:
        raise error(reason)


# Terms: ("number", "1/2"), ("symbol", "mu"), ("exp", a), ("log", a), ("power", a, b), ("add", a, b, …),
# ("multiply", a, b, …), ("sum", ("latents", "batch"), a)

Node = tuple[Any, ...]
ONE, HALF, TWO, MINUS = (("number", text) for text in ("1", "1/2", "2", "-1"))


def minus(a: Node, b: Node) -> Node:
    return ("add", a, ("multiply", MINUS, b))


def value(term: Node, world: Any) -> Any:
    """The term in a world, `Symbolic` or `Numeric`."""
    head, *rest = term
    if head == "number":
        return world.number(Fraction(rest[0]))
    if head == "symbol":
        return world.symbol(rest[0])
    total, *others = [value(part, world) for part in (rest[1:] if head == "sum" else rest)]
    for other in rest[0] if head == "sum" else others or [None]:
        total = getattr(world, head)(total, other)
    return total


def kl(places: list[Node], roles: dict[str, str]) -> Node:
    """KL(N(m, σ²) ‖ N(n, τ²)) = log τ - log σ + ½ (exp(2 log σ - 2 log τ) + (m-n)² exp(-2 log τ) - 1)."""
    m, s, n, t = places
    log_s, log_t = log_std(s, roles), log_std(t, roles)
    spread = ("exp", ("multiply", TWO, minus(log_s, log_t)))
    distance = ("multiply", ("power", minus(m, n), TWO), ("exp", ("multiply", ("number", "-2"), log_t)))
    return ("add", minus(log_t, log_s), ("multiply", HALF, ("add", spread, distance, MINUS)))


def log_std(scale: Node, roles: dict[str, str]) -> Node:
    """Log σ; a fixed scale is stated by its variance."""
    is_positive, factor = LOG_STD["var" if scale[0] == "number" else roles[scale[1]]]
    return ("multiply", ("number", f"{Fraction(1, factor)}"), ("log", scale) if is_positive else scale)


class Symbolic:
    """A value is {product: coefficient}, a product a set of (factor, power).

    A factor is ("real", x), ("log", x), ("exp", product) or ("sum", axes, product). A positive x is exp(log x), and so
    is an integer where its power is a fraction.
    """

    def __init__(self, roles: dict[str, str]) -> None:
        self.roles, self.steps = roles, 0

    def number(self, number: Fraction) -> Any:
        return {frozenset(): number} if number else {}

    def factor(self, *factor: Any, power: Fraction = Fraction(1)) -> Any:
        return self.multiply({frozenset(): Fraction(1)}, {frozenset({(factor, power)}): Fraction(1)})

    def symbol(self, name: str) -> Any:
        role = self.roles.get(name, "count")  # the sizes and π
        is_positive = role == "count" or LOG_STD.get(role, (False,))[0]
        return self.exp(self.factor("log", name)) if is_positive else self.factor("real", name)

    def add(self, a: Any, b: Any) -> Any:
        return {key: total for key in {**a, **b} if (total := a.get(key, 0) + b.get(key, 0))}

    def multiply(self, a: Any, b: Any) -> Any:
        total: Any = {}
        self.steps += len(a) * len(b)
        require(self.steps < MAX_STEPS, "the normal form grows too large")
        for (left, c), (right, d) in product(a.items(), b.items()):
            powers, number = dict(left), c * d
            for factor, power in right:
                powers[factor] = powers.get(factor, 0) + power
            for factor, power in powers.items():
                if base := integer(factor):  # exp(3/2 · log 2) is 2 · exp(1/2 · log 2)
                    whole = power.numerator // power.denominator
                    powers[factor], number = power - whole, number * raised(Fraction(base), whole)
            key = frozenset((factor, power) for factor, power in powers.items() if power)
            total[key] = raised(total.get(key, 0) + number, 1)
        return {key: number for key, number in total.items() if number}

    def exp(self, a: Any, _: None = None) -> Any:
        total = self.number(Fraction(1))
        for key, number in a.items():
            total = self.multiply(total, self.factor("exp", key, power=number))
        return total

    def log(self, a: Any, _: None = None) -> Any:
        require(len(a) == 1, "outside the class: the logarithm of a sum")
        ((key, number),) = a.items()
        is_positive = number > 0 and all(factor[0] == "exp" for factor, _ in key)
        require(is_positive, "outside the class: the logarithm of what may be negative")
        total = {factor[1]: power for factor, power in key}
        for whole, sign in ((number.numerator, 1), (number.denominator, -1)):
            for prime in primes(whole):
                total = self.add(total, {frozenset({(("log", prime), Fraction(1))}): Fraction(sign)})
        return total

    def power(self, a: Any, b: Any) -> Any:
        exponent = b.get(frozenset(), Fraction(0))
        if b.keys() - {frozenset()} or exponent.denominator != 1:
            return self.exp(self.multiply(b, self.log(a)))
        if len(a) == 1:
            ((key, number),) = a.items()
            powers = frozenset((factor, power * exponent) for factor, power in key)
            return self.multiply({powers: Fraction(1)}, self.number(raised(number, int(exponent))))
        require(0 <= exponent <= 64, "outside the class: a quotient by a sum, or a high power of one")
        total = self.number(Fraction(1))
        for _ in range(int(exponent)):
            total = self.multiply(total, a)
        return total

    def sum(self, a: Any, axis: str) -> Any:
        total: Any = {}
        for key, number in a.items():
            varying = frozenset(one for one in key if self.varies(one[0], axis))
            part = self.symbol(SIZES[axis])  # what does not vary is counted
            if varying:
                ((factor, power), *others) = varying
                is_sum = factor[0] == "sum" and power == 1 and not others
                axes, body = (factor[1] | {axis}, factor[2]) if is_sum else (frozenset({axis}), varying)
                part = self.factor("sum", axes, body)
            total = self.add(total, self.multiply({key - varying: number}, part))
        return total

    def varies(self, factor: Node, axis: str) -> bool:
        if factor[0] in ("exp", "sum"):
            return axis not in factor[1] and any(self.varies(one, axis) for one, _ in factor[-1])
        return self.roles.get(factor[1], "count") not in SCALARS


def integer(factor: Node) -> int:
    """The integer n if the factor is exp(log n), else 0."""
    ((inside, power),) = factor[1] if factor[0] == "exp" and len(factor[1]) == 1 else ((("", ""), 1),)
    return inside[1] if inside[0] == "log" and power == 1 and isinstance(inside[1], int) else 0


def raised(number: Fraction, exponent: int) -> Fraction:
    bits = max(number.numerator.bit_length(), number.denominator.bit_length())
    require(bits * abs(exponent) < MAX_BITS, "a number of the normal form grows too large")
    return number**exponent


def primes(number: int) -> Iterator[int]:
    """Prime factors below 1000, and what is left."""
    for divisor in range(2, 1000):
        while number % divisor == 0:
            yield divisor
            number //= divisor
    yield from [number] if number > 1 else []


TRAPS = [InvalidOperation, DivisionByZero, Overflow]
DOWN, UP = (Context(prec=30, rounding=rounding, traps=TRAPS) for rounding in (ROUND_FLOOR, ROUND_CEILING))


class Numeric:
    """A value is (low, high) with the true value between.

    `decimal` rounds sums, products and quotients as it is told; its exp and ln, which increase, are documented as
    correctly rounded, so that one unit in the last place outwards is a bound.
    """

    def __init__(self, at: dict[str, Fraction]) -> None:
        self.at = at

    def number(self, number: Fraction) -> Any:
        above, below = Decimal(number.numerator), Decimal(number.denominator)
        return DOWN.divide(above, below), UP.divide(above, below)

    def symbol(self, name: str) -> Any:
        pi = Decimal("3.14159265358979323846264338327"), Decimal("3.14159265358979323846264338328")
        return pi if name == "#pi" else self.number(self.at[name])

    def add(self, a: Any, b: Any) -> Any:
        return DOWN.add(a[0], b[0]), UP.add(a[1], b[1])

    def multiply(self, a: Any, b: Any) -> Any:
        return min(DOWN.multiply(x, y) for x in a for y in b), max(UP.multiply(x, y) for x in a for y in b)

    def exp(self, a: Any, _: None = None) -> Any:
        return DOWN.next_minus(a[0].exp(DOWN)), UP.next_plus(a[1].exp(UP))

    def log(self, a: Any, _: None = None) -> Any:
        require(a[0] > 0, "the logarithm of what may not be positive", ArithmeticError)
        return DOWN.next_minus(a[0].ln(DOWN)), UP.next_plus(a[1].ln(UP))

    def power(self, a: Any, b: Any) -> Any:
        if b[0] != b[1] or abs(b[0]) > 100 or b[0] % 1:
            return self.exp(self.multiply(b, self.log(a)))
        total = self.number(Fraction(1))
        for _ in range(abs(int(b[0]))):
            total = self.multiply(total, a)
        require(b[0] >= 0 or not total[0] <= 0 <= total[1], "a division by what may be 0", ArithmeticError)
        return total if b[0] >= 0 else (DOWN.divide(1, total[1]), UP.divide(1, total[0]))

    def sum(self, a: Any, axis: str) -> Any:
        return self.multiply(a, self.symbol(SIZES[axis]))


def is_not_zero(term: Node, at: dict[str, Fraction]) -> bool:
    low, high = value(term, Numeric(at))
    return bool(low > 0 or high < 0)


# What is stated


def loaded(data: bytes) -> dict[str, Any]:
    """The JSON object: numbers are strings, no key stands twice, no field is missing or unknown."""

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        require(len(dict(items)) == len(items), "a key stands twice", Malformed)
        return dict(items)

    def number(_: str) -> None:
        raise Malformed("a number that is not written as a string")

    require(len(data) <= MAX_BYTES, f"more than {MAX_BYTES:,} bytes", Malformed)
    found = json.loads(data, object_pairs_hook=pairs, parse_int=number, parse_float=number, parse_constant=number)
    require(isinstance(found, dict) and found.get("format") == FORMAT, f"this is no {FORMAT}", Malformed)
    other = EQUALITY if "scale" in found else {"points"}
    return record(found, *FIELDS, *other)


def record(given: Any, *keys: str) -> dict[str, Any]:
    whole = isinstance(given, dict) and given.keys() == set(keys)
    require(whole, f"an object with the keys {', '.join(sorted(keys))} is expected", Malformed)
    return dict(given)


def numbers(given: Any, *keys: str) -> dict[str, Fraction]:
    texts = record(given, *keys)
    good = all(isinstance(one, str) and NUMBER.fullmatch(one) for one in texts.values())
    require(good, 'a number is expected, as "-1/2"', Malformed)
    return {name: Fraction(text) for name, text in texts.items()}


def term_of(given: Any, roles: dict[str, str], depth: int = 0) -> Node:
    """A nested list of the JSON as a term. A symbol that is read as the length of an axis becomes that length."""
    whole: list[Any] = given if isinstance(given, list) and given else [None]
    head, *rest = whole
    require(isinstance(head, str) and depth < MAX_DEPTH, f"no term, or one nested {MAX_DEPTH} deep", Malformed)
    if head in ("number", "symbol"):
        require(len(rest) == 1 and isinstance(rest[0], str), f"no {head}: a string is expected", Malformed)
        require(head == "symbol" or NUMBER.fullmatch(rest[0]), "no number", Malformed)
        require(head == "number" or rest[0] in roles or rest[0] in {"#J", "#B", "#pi"}, "a symbol that is not read")
        return head, SIZES.get(roles.get(rest[0], ""), rest[0])
    if head == "sum":
        known = len(rest) == 2 and rest[0] in (["latents"], ["batch"], ["latents", "batch"])
        require(known, "a sum over other axes than latents and batch", Malformed)
        return head, tuple(rest[0]), term_of(rest[1], roles, depth + 1)
    least = {"exp": 1, "log": 1, "power": 2, "add": 2, "multiply": 2}.get(head, MAX_PARTS)
    most = MAX_PARTS if head in ("add", "multiply") else least
    require(least <= len(rest) <= most, f"{head[:40]!r} of {len(rest)} terms", Malformed)
    return head, *[term_of(one, roles, depth + 1) for one in rest]


def symbols(term: Node) -> set[str]:
    if term[0] in ("number", "symbol"):
        return {term[1]} if term[0] == "symbol" else set()
    return {name for part in term[1:] if part[0] not in SIZES for name in symbols(part)}


def verify(data: bytes) -> dict[str, str]:
    """What a certificate proves. Raises `Malformed`, or `Refused` with the reason."""
    try:
        return verified(loaded(data))
    except (Malformed, Refused):
        raise
    except ArithmeticError:
        raise Refused("a point at which no value can be enclosed") from None
    except (ValueError, RecursionError) as error:  # no UTF-8, no JSON, nested too deep
        raise Malformed(str(error)) from None


def verified(c: dict[str, Any]) -> dict[str, str]:
    roles, verdict, target = c["reading"], c["verdict"], c["target"]
    strings = [c["text"], c["sha256"], verdict, target, *(roles.values() if isinstance(roles, dict) else [None])]
    require(all(isinstance(one, str) for one in strings), "a string is expected", Malformed)
    require(hashlib.sha256(c["text"].encode()).hexdigest() == c["sha256"], "the text is not the one that was hashed")
    require(json.dumps(c).count("[") < MAX_PARTS, f"more than {MAX_PARTS:,} parts", Malformed)
    term = term_of(c["term"], roles)
    named = {SIZES.get(role, name) for name, role in roles.items()}
    require(named <= symbols(term) and not any(name.startswith("#") for name in roles), "a reading of no symbol")
    allowed = {*LOG_STD} if "scale" in c else {"scale"}  # without a scale factor, all roles are tried
    places: list[Node] = []
    for key in ("posterior", "prior"):
        require(isinstance(c[key], list) and len(c[key]) == 2, "no Gaussian: [mean, scale] is expected", Malformed)
        for given, words in zip(c[key], ({"mean"}, allowed), strict=True):
            places.append(term_of(given, roles))
            require(places[-1][0] in ("number", "symbol"), "a parameter is a symbol or a number", Malformed)
            as_read = places[-1][0] == "number" or roles.get(places[-1][1]) in words
            require(as_read, f"{places[-1][1]} is not read as its place says")
    m, s, n, t = places
    held = {one[1] for one in places if one[0] == "symbol"}
    require(held == {name for name in roles if roles[name] not in SCALARS}, "the Gaussians are not of what varies")
    require(held and (m != n or m[0] == "number"), "no symbol varies, or both means are one")
    require(all(one[0] == "symbol" or Fraction(one[1]) > 0 for one in (s, t)), "a variance that is not positive")
    implied = "standard" if n[0] == t[0] == "number" else "general"
    require(target == implied or (target == "reverse" and "points" in c), f"the target is {implied}, not {target}")
    word, facts = equal(c, term, places, roles) if "scale" in c else different(c, term, places, roles)
    require(verdict == word, f"what is proved is {word}, not {verdict[:40]}")
    q, p = (f"N({mean[1]}, {roles.get(scale[1], 'variance')} {scale[1]})" for mean, scale in ((m, s), (n, t)))
    about = ", ".join([f"KL({q} ‖ {p})", *(f"{name}: {role}" for name, role in roles.items() if role in SCALARS)])
    return {"verdict": word, "text": c["text"], "term": shown(term), "about": about, "proved": facts}


def equal(c: dict[str, Any], term: Node, places: list[Node], roles: dict[str, str]) -> tuple[str, str]:
    """The word for f = weight · (scale · KL + offset), and the facts."""
    scale, offset, weight = (term_of(c[key], roles) for key in ("scale", "offset", "weight"))
    reduction, world = record(c["reduction"], *SIZES), Symbolic(roles)
    known = reduction["latents"] in ("sum", "none") and reduction["batch"] in ("sum", "mean", "none")
    require(known, "latents are summed or not; the batch is summed, averaged or not", Malformed)
    weights = {name for name, role in roles.items() if role == "weight"}
    sizes = {*SIZES.values(), *(name for name, role in roles.items() if role == "count")}
    require(symbols(scale) <= sizes and symbols(offset) <= sizes | weights | {"#pi"}, "scale and offset vary")
    require(symbols(weight) <= weights, "a weight is made of weights")

    def stated(held: dict[str, str]) -> Node:
        body = kl(places, held)
        body = body if reduction["latents"] == "none" else ("sum", ("latents",), body)
        body = body if reduction["batch"] == "none" else ("sum", ("batch",), body)
        mean = ("power", ("symbol", "#B"), MINUS) if reduction["batch"] == "mean" else ONE
        return ("multiply", weight, ("add", ("multiply", scale, mean, body), offset))

    require(not value(minus(term, stated(roles)), world), "the term is not weight · (scale · KL + offset)")
    require(list(value(weight, world).values()) == [1], "a weight is a product of weights")
    for name in sizes - {"#J"} if reduction["batch"] == "sum" else ():
        ((factor, _),) = next(iter(world.symbol(name)))
        require(all(dict(key).get(factor, 0) > -1 for key in value(scale, world)), f"a batch sum over {name} is a mean")
    at = dict.fromkeys((*sizes, *weights), Fraction(101)) | {"#J": Fraction(103)}
    is_one, is_zero = not value(minus(scale, ONE), world), not value(offset, world)
    require(is_not_zero(scale, at), "a scale that may be 0")
    require(is_one or is_not_zero(minus(scale, ONE), at), "a scale that may be 1")
    require(is_zero or is_not_zero(offset, at), "an offset that may be 0")
    facts = f"{shown(weight)} * ({shown(scale)} * KL + {shown(offset)}), for all values and sizes; "
    facts += ", ".join(f"{axis}: {word}" for axis, word in reduction.items())
    if places[0][0] == "number":
        require(c["against"] is None, "a posterior without a mean is wrong, whatever is against it")
        return "wrong", f"{facts}; but the posterior has no mean"
    if c["against"] is not None:
        return "inconsistent", f"{facts}; but not so {contradicted(c['against'], term, stated, roles)}"
    return "exact" if is_one and is_zero else "shifted" if is_one else "scaled", facts


def contradicted(given: Any, term: Node, stated: Any, roles: dict[str, str]) -> str:
    """A point at which the equality fails if a scale is held otherwise, or another standard deviation of the noise."""
    against = record(given, "scale", "role", "noise_std", "at")
    name, role, noise = against["scale"], against["role"], numbers({"": against["noise_std"]}, "")[""]
    require(isinstance(name, str) and isinstance(role, str), "a string is expected", Malformed)
    require(role in LOG_STD and roles.get(name) in LOG_STD, "what is against the reading is no role of a scale")
    if role == roles[name]:
        require(noise > 0 and noise != 1 and against["at"] is None, "nothing is against the reading")
        return f"where z is drawn with noise of std {noise}"
    require(noise == 1, "another role is enough")
    at = numbers(against["at"], *SIZES.values(), *(one for one in roles if roles[one] not in SIZES))
    require_points([at], [one for one in at if roles.get(one) in LOG_STD], roles)
    require(is_not_zero(minus(term, stated(roles | {name: role})), at), f"the point does not tell {name} as {role}")
    return f"with {name} as {role}"


def different(c: dict[str, Any], term: Node, places: list[Node], roles: dict[str, str]) -> tuple[str, str]:
    """That the points refute every reading, but with target `reverse` that of the Gaussians exchanged."""
    points = record(c["points"], "fixed", "at")
    names = list(dict.fromkeys(one[1] for one in places if one[0] == "symbol"))
    fixed = numbers(points["fixed"], *SIZES.values(), *(one for one in roles if roles[one] in ("count", "weight")))
    require(isinstance(points["at"], list) and 3 <= len(points["at"]) <= MAX_POINTS, "3 to 8 points", Malformed)
    at = [fixed | numbers(one, *names) for one in points["at"]]
    require_points(at, names, roles)  # any symbol may be a scale, and a scale may be positive
    f, tried = [value(term, Numeric(one)) for one in at], set()
    for order in permutations(names):
        moved = dict(zip(names, order, strict=True))
        m, s, n, t = [("symbol", moved[one[1]]) if one[0] == "symbol" else one for one in places]
        scales = list(dict.fromkeys(one[1] for one in (s, t) if one[0] == "symbol"))
        if c["target"] == "reverse" and s != t and [s, t] == [places[3], places[1]]:
            continue
        for words in product(LOG_STD, repeat=len(scales)):
            held = dict(zip(scales, words, strict=True))
            if (reading := (frozenset({m, n}), s, t, words)) in tried:  # the KL depends on (m - n)² only
                continue
            tried.add(reading)
            g = [value(kl([m, s, n, t], held), Numeric(one)) for one in at]
            require(is_no_multiple(f, g), f"the points do not refute {held}, means {m[1]} and {n[1]}")
    return "wrong", f"no scale * KL + offset, in none of {len(tried)} readings of {', '.join(names)}"


def require_points(at: list[dict[str, Fraction]], positive: list[str], roles: dict[str, str]) -> None:
    require(all(one[name] > 0 for one in at for name in positive), "a point that is not positive")
    sizes = [one[name] for one in at for name in one if roles.get(name, "count") == "count"]
    require(all(size >= 1 and size.denominator == 1 for size in sizes), "a size that is no whole number")


def is_no_multiple(f: list[Any], g: list[Any]) -> bool:
    """Whether three points exclude that f = a · g + b."""
    world, minus_one = Numeric({}), (Decimal(-1), Decimal(-1))
    for i, j, k in combinations(range(len(f)), 3):
        f12, f13 = (world.add(f[i], world.multiply(minus_one, f[other])) for other in (j, k))
        g12, g13 = (world.add(g[i], world.multiply(minus_one, g[other])) for other in (j, k))
        (low, high), (other_low, other_high) = world.multiply(f12, g13), world.multiply(f13, g12)
        if high < other_low or other_high < low:
            return True
    return False


def shown(term: Node) -> str:
    """The term with signs and brackets."""
    head, *rest = term
    if head in ("number", "symbol"):
        return str(rest[0])
    sign = {"add": " + ", "multiply": " * ", "power": " ** "}.get(head)
    parts = [shown(part) for part in (rest[1:] if head == "sum" else rest)]
    name = f"sum over {' and '.join(rest[0])} of " if head == "sum" else head
    return f"({sign.join(parts)})" if sign else f"{name}({parts[0]})"


def main(paths: list[str]) -> int:
    try:
        found = verify(Path(paths[0]).read_bytes())
    except Refused as reason:
        sys.stdout.write(f"refused: {reason}\n")
        return 1
    except (Malformed, OSError, IndexError) as reason:
        sys.stderr.write(f"no certificate: {reason}\n")
        return 2
    sys.stdout.write("".join(f"{key:8} {text}\n" for key, text in {"accepted": "", **found}.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
