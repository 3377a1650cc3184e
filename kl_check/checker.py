"""Checks a certificate of kl-check with this file and the standard library alone: `python checker.py FILE`.

A certificate is about a term f in named symbols and two Gaussians made of these symbols. Its verdict says

    exact, shifted, scaled, inconsistent   f = weight · (scale · KL(posterior ‖ prior) + offset), whatever the values
    wrong                                  no scale and offset make f so, in whatever roles its scales are held;
                                           or they do, but the posterior has no mean

Equal is proved by a normal form (`Form`): what has the same one is equal wherever both are defined. Different is proved
by enclosures (`Interval`) at rational points where all latents and all items of the batch are alike, so that a sum is a
product with a size. If f = a · KL + b, then (f1-f2)(g1-g3) = (f1-f3)(g1-g2) at any three points, f the term, g the KL;
for `wrong`, enclosures exclude it for each way to put the symbols into the places and each scale in all six roles.

Not checked: that the text says this term (`kl-check verify` reads it again), and that the text or its author holds a
scale as is said `against` the reading. No two roles give one KL, so that two of them are always a contradiction.

Why it is no shorter: the normal form, the enclosures and the rules of what a certificate may state are a hundred lines
each. Equality needs the first, a difference the second, and without one of the rules some verdict would be accepted
that is not the one to give (a mean called a scale, a weight that hides a factor, a point outside the domain).
"""

import ast
import hashlib
import json
import re
import sys
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, permutations, product
from pathlib import Path
from typing import Any

FORMAT = "kl-check certificate 2"
FIELDS = {"format", "text", "sha256", "verdict", "target", "term", "reading", "posterior", "prior"}
EQUALITY = {"scale", "offset", "weight", "reduction", "against"}  # what only a certificate of an equality has
NUMBER = re.compile(r"-?[0-9]{1,1100}(/[1-9][0-9]{0,1099})?")
KL = "t - s + (exp(2*s - 2*t) + (m - n)**2 * exp(-2*t) - 1) / 2"  # of N(m, σ²) from N(n, τ²); s is log σ, t is log τ
LOG_STD = {"std": "log(x)", "var": "log(x) / 2", "log_std": "x", "log_var": "x / 2"}  # log σ, if x is held so
LOG_STD |= {"precision": "-log(x) / 2", "log_precision": "-x / 2"}
SIZES = {"latents": "J", "batch": "B"}  # the lengths of the two axes; what is no scalar varies along both
SCALARS = {*SIZES, "count", "weight"}  # all positive but the weights
REDUCED = {"latents": {"sum": "sum_latents(kl)", "none": "kl"}}
REDUCED |= {"batch": {"sum": "sum_batch(kl)", "mean": "sum_batch(kl) / B", "none": "kl"}}
MAX_BYTES = 100_000
NONE: frozenset[Any] = frozenset()


class Malformed(ValueError):
    """Not a certificate."""


class Refused(ValueError):
    """A certificate that does not prove what it states."""


def require(holds: object, reason: str, error: type[Exception] = Refused) -> None:
    if not holds:
        raise error(reason)


@lru_cache(maxsize=64)
def parsed(text: str) -> ast.expr:
    """Terms are written with Python's signs, exp, log, sum_latents, sum_batch, J, B, pi and 'x' for a symbol x."""
    return ast.parse(text, mode="eval").body


def names(term: str) -> set[str]:
    said = (one for one in ast.walk(parsed(term)) if isinstance(getattr(one, "id", getattr(one, "value", 0)), str))
    return {ast.unparse(one) for one in said} - {"exp", "log", "sum_latents", "sum_batch"}


def value(term: ast.expr | str, world: Any, at: dict[str, Any]) -> Any:
    """The term in a world, `Form` or `Interval`, where its symbols are `at` these values."""
    match parsed(term) if isinstance(term, str) else term:
        case ast.Constant(int() as number):
            return world.number(Fraction(number))
        case ast.Constant(str()) | ast.Name() as name:
            return at[ast.unparse(name)]
        case ast.UnaryOp(ast.USub(), one):
            return world.multiply(world.number(Fraction(-1)), value(one, world, at))
        case ast.BinOp(left, ast.Add(), right):
            return world.add(value(left, world, at), value(right, world, at))
        case ast.BinOp(left, ast.Sub(), right):
            return world.add(value(left, world, at), value(ast.UnaryOp(ast.USub(), right), world, at))
        case ast.BinOp(left, ast.Mult(), right):
            return world.multiply(value(left, world, at), value(right, world, at))
        case ast.BinOp(left, ast.Div(), right):
            return world.multiply(value(left, world, at), world.inverse(value(right, world, at)))
        case ast.BinOp(left, ast.Pow(), right):
            return power(value(left, world, at), value(right, world, at), world)
        case ast.Call(ast.Name("exp" | "log" as name), [one], []):
            return getattr(world, name)(value(one, world, at))
        case ast.Call(ast.Name("sum_latents" | "sum_batch" as name), [one], []):
            return world.sum(value(one, world, at), SIZES[name[4:]], at)
    raise Malformed("this is no term")


def power(a: Any, b: Any, world: Any) -> Any:
    exponent = world.integer(b)
    if exponent is None:
        return world.exp(world.multiply(b, world.log(a)))
    require(abs(exponent) <= 64, "outside the class: a high power")
    total = world.number(Fraction(1))
    for _ in range(abs(exponent)):
        total = world.multiply(total, a)
    return total if exponent >= 0 else world.inverse(total)


def kl(places: list[str], roles: dict[str, str], world: Any, at: dict[str, Any]) -> Any:
    """The KL; a fixed scale is stated by its variance."""
    m, s, n, t = (value(place, world, at) for place in places)
    log_s, log_t = (
        value(LOG_STD[roles.get(place, "var")], world, {"x": x}) for x, place in zip((s, t), places[1::2], strict=True)
    )
    return value(KL, world, {"m": m, "s": log_s, "n": n, "t": log_t})


class Form:
    """A value is {product: coefficient}, a product a set of (factor, power).

    A factor is (kind, what, whether it varies): ("real", x), ("log", x), ("exp", product), or ("sum", size), which says
    that the product is summed along that axis. A positive x is exp(log x), and so is a prime with a fractional power.
    """

    def __init__(self) -> None:
        self.steps = 0

    def number(self, number: Fraction) -> Any:
        return {NONE: number} if number else {}

    def factor(self, kind: str, what: Any, varies: bool = False, power: Fraction = Fraction(1)) -> Any:
        return self.multiply({NONE: Fraction(1)}, {frozenset({((kind, what, varies), power)}): Fraction(1)})

    def add(self, a: Any, b: Any) -> Any:
        return {key: total for key in {**a, **b} if (total := a.get(key, 0) + b.get(key, 0))}

    def multiply(self, a: Any, b: Any) -> Any:
        total: Any = {}
        self.steps += len(a) * len(b)
        require(self.steps < 20_000, "the normal form grows too large")
        for (left, c), (right, d) in product(a.items(), b.items()):
            is_sum = has("sum", left | right) and varies(left) and varies(right)
            require(not is_sum, "outside the class: a sum times what varies")
            powers, number = dict(left), c * d
            for factor, power in right:
                powers[factor] = powers.get(factor, 0) + power
            for (kind, what, _), power in list(powers.items()):
                if kind == "exp" and (prime := prime_of(what)):  # exp(3/2 · log 2) is 2 · exp(1/2 · log 2)
                    powers[kind, what, False], number = power % 1, number * raised(Fraction(prime), power // 1)
            key = frozenset((factor, power) for factor, power in powers.items() if power)
            total[key] = raised(total.get(key, 0) + number, 1)
        return {key: number for key, number in total.items() if number}

    def integer(self, a: Any) -> int | None:
        number = a.get(NONE, Fraction(0))
        return int(number) if not a.keys() - {NONE} and number.denominator == 1 else None

    def inverse(self, a: Any) -> Any:
        require(len(a) == 1 and not has("sum", *a), "outside the class: a quotient by a sum")
        ((key, number),) = a.items()
        inverse = frozenset((factor, -power) for factor, power in key)
        return self.multiply({inverse: Fraction(1)}, self.number(1 / number))

    def exp(self, a: Any) -> Any:
        total = self.number(Fraction(1))
        for key, number in a.items():
            require(not has("sum", key), "outside the class: the exponential of a sum over an axis")
            total = self.multiply(total, self.factor("exp", key, varies(key), number))
        return total

    def log(self, a: Any) -> Any:
        require(len(a) == 1, "outside the class: the logarithm of a sum")
        ((key, number),) = a.items()
        is_positive = number > 0 and all(kind == "exp" for (kind, _, _), _ in key)
        require(is_positive, "outside the class: the logarithm of what may be negative")
        total = {what: power for (_, what, _), power in key}
        for whole, sign in ((number.numerator, 1), (number.denominator, -1)):
            for prime in primes(whole):
                total = self.add(total, self.multiply(self.factor("log", prime), self.number(Fraction(sign))))
        return total

    def sum(self, a: Any, size: str, at: dict[str, Any]) -> Any:
        total: Any = {}
        for key, number in a.items():
            is_counted = not varies(key) or (("sum", size, False), 1) in key
            part = at[size] if is_counted else self.factor("sum", size)
            total = self.add(total, self.multiply({key: number}, part))
        return total


def varies(key: Any) -> bool:
    return any(factor[2] for factor, _ in key)


def has(kind: str, key: Any) -> bool:
    return any(factor[0] == kind for factor, _ in key)


def prime_of(key: Any) -> int:
    """The integer p if the product is log p, else 0."""
    (((kind, what, _), power),) = key if len(key) == 1 else ((("", 0, False), 0),)
    return what if kind == "log" and power == 1 and isinstance(what, int) else 0


def primes(number: int) -> Any:
    """Prime factors below 1000, and what is left."""
    for divisor in range(2, 1000):
        while number % divisor == 0:
            yield divisor
            number //= divisor
    yield from [number] if number > 1 else []


def raised(number: Fraction, exponent: int) -> Fraction:
    bits = max(number.numerator.bit_length(), number.denominator.bit_length())
    require(bits * abs(exponent) < 10_000, "a number of the normal form grows too large")
    return number**exponent


TRAPS = [InvalidOperation, DivisionByZero, Overflow]
DOWN, UP = (Context(prec=30, rounding=rounding, traps=TRAPS) for rounding in (ROUND_FLOOR, ROUND_CEILING))


class Interval:
    """A value is (low, high) with the true value between.

    `decimal` rounds sums, products and quotients as it is told; its exp and ln, which increase, are documented as
    correctly rounded, so that one unit in the last place outwards is a bound.
    """

    def number(self, number: Fraction) -> Any:
        above, below = Decimal(number.numerator), Decimal(number.denominator)
        return DOWN.divide(above, below), UP.divide(above, below)

    def add(self, a: Any, b: Any) -> Any:
        return DOWN.add(a[0], b[0]), UP.add(a[1], b[1])

    def multiply(self, a: Any, b: Any) -> Any:
        return min(DOWN.multiply(x, y) for x in a for y in b), max(UP.multiply(x, y) for x in a for y in b)

    def integer(self, a: Any) -> int | None:
        return int(a[0]) if a[0] == a[1] and not a[0] % 1 else None

    def inverse(self, a: Any) -> Any:
        require(is_not_zero(a), "a division by what may be 0", ArithmeticError)
        return DOWN.divide(1, a[1]), UP.divide(1, a[0])

    def exp(self, a: Any) -> Any:
        return DOWN.next_minus(a[0].exp(DOWN)), UP.next_plus(a[1].exp(UP))

    def log(self, a: Any) -> Any:
        require(a[0] > 0, "the logarithm of what may not be positive", ArithmeticError)
        return DOWN.next_minus(a[0].ln(DOWN)), UP.next_plus(a[1].ln(UP))

    def sum(self, a: Any, size: str, at: dict[str, Any]) -> Any:
        return self.multiply(a, at[size])


def is_not_zero(enclosed: Any) -> bool:
    return bool(enclosed[0] > 0 or enclosed[1] < 0)


def forms(roles: dict[str, str], world: Form) -> dict[str, Any]:
    """The symbols as they are read."""
    at = {size: world.exp(world.factor("log", size)) for size in ("J", "B", "pi")}
    for name, role in roles.items():
        is_positive = role == "count" or "log" in LOG_STD.get(role, "")
        found = world.factor("log" if is_positive else "real", name, role not in SCALARS)
        at[name] = at[SIZES[role]] if role in SIZES else world.exp(found) if is_positive else found
    return at


def enclosures(roles: dict[str, str], point: dict[str, Fraction], world: Interval) -> dict[str, Any]:
    """The symbols at a point; sizes and weights are the same at all points."""
    at = {"J": Fraction(103), "B": Fraction(101), **dict.fromkeys(roles, Fraction(107)), **point}
    at |= {name: at[SIZES[role]] for name, role in roles.items() if role in SIZES}
    pi = Decimal("3.14159265358979323846264338327"), Decimal("3.14159265358979323846264338328")
    return {name: world.number(one) for name, one in at.items()} | {"pi": pi}


def once(items: list[tuple[str, Any]]) -> dict[str, Any]:
    require(len(dict(items)) == len(items), "a key stands twice", Malformed)
    return dict(items)


def number(text: str) -> Fraction:
    require(NUMBER.fullmatch(text), 'a number is expected, as "-1/2"', Malformed)
    return Fraction(text)


def verify(data: bytes) -> dict[str, str]:
    """What a certificate proves. Raises `Malformed`, or `Refused` with the reason."""
    try:
        require(len(data) <= MAX_BYTES, f"more than {MAX_BYTES:,} bytes", Malformed)
        return verified(json.loads(data, object_pairs_hook=once))
    except (Malformed, Refused):
        raise
    except ArithmeticError:
        raise Refused("a point at which no value can be enclosed") from None
    except (ValueError, LookupError, TypeError, AttributeError, SyntaxError, RecursionError, MemoryError) as error:
        raise Malformed(f"{type(error).__name__}: {error}"[:200]) from None  # not of the form that is read below


def verified(c: dict[str, Any]) -> dict[str, str]:
    require(c["format"] == FORMAT, f"this is no {FORMAT}", Malformed)
    require(c.keys() == FIELDS | (EQUALITY if "scale" in c else {"points"}), "fields are missing or unknown", Malformed)
    require(hashlib.sha256(c["text"].encode()).hexdigest() == c["sha256"], "the text is not the one that was hashed")
    c |= {key: ast.unparse(parsed(c[key])) for key in ("term", "scale", "offset", "weight") if key in c}
    roles = {repr(name): role for name, role in c["reading"].items()}
    require(names(c["term"]) - {"J", "B", "pi"} == {*roles}, "a symbol that is not read, or a reading of no symbol")
    (m, s), (n, t) = c["posterior"], c["prior"]
    scale = LOG_STD if "scale" in c else {"scale"}  # without a scale factor, all roles are tried
    for place, words in ((m, {"mean"}), (s, scale), (n, {"mean"}), (t, scale)):
        require(place not in roles or roles[place] in words, f"{place} is not read as its place says")
        require(place in roles or number(place) > 0 or "mean" in words, "a variance that is not positive")
    held = {place for place in (m, s, n, t) if place in roles}
    require(held == {name for name in roles if roles[name] not in SCALARS}, "the Gaussians are not of what varies")
    require(held and (m != n or m not in roles), "no symbol varies, or both means are one")
    target = "general" if held & {n, t} else "standard"
    require(c["target"] in (target, *["reverse"] * ("points" in c)), f"the target is {target}, not {c['target']}")
    word, facts = (equal if "scale" in c else different)(c, [m, s, n, t], roles)
    require(c["verdict"] == word, f"what is proved is {word}, not {c['verdict']}")
    q, p = (f"N({mean}, {roles.get(scale, 'variance')} {scale})" for mean, scale in ((m, s), (n, t)))
    about = ", ".join([f"KL({q} ‖ {p})", *(f"{name}: {role}" for name, role in roles.items() if role in SCALARS)])
    return {"verdict": word, "text": c["text"], "term": c["term"], "about": about, "proved": facts}


def equal(c: dict[str, Any], places: list[str], roles: dict[str, str]) -> tuple[str, str]:
    """The word for f = weight · (scale · KL + offset), and the facts."""
    weights = {name for name in roles if roles[name] == "weight"}
    sizes = {"J", "B", *(name for name in roles if roles[name] in SCALARS)} - weights
    for key, allowed in (("scale", sizes), ("offset", sizes | weights | {"pi"}), ("weight", weights)):
        require(names(c[key]) <= allowed, f"no {key} is made of {', '.join(names(c[key]) - allowed)}")
    world, enclosed = Form(), Interval()
    at = forms(roles, world)
    f, scale, offset, weight = (value(c[key], world, at) for key in ("term", "scale", "offset", "weight"))
    total = kl(places, roles, world, at)
    for axis, reduced in REDUCED.items():
        total = value(reduced[c["reduction"][axis]], world, {**at, "kl": total})
    stated = {"f": f, "scale": scale, "offset": offset, "weight": weight, "kl": total}
    require(
        not value("f - weight * (scale * kl + offset)", world, stated), "the term is not weight * (scale * KL + offset)"
    )
    require([*weight.values()] == [1], "a weight is a product of weights")
    for name in sizes - {"J"} if c["reduction"]["batch"] == "sum" else ():
        ((factor, _),) = next(iter(at[name]))
        require(all(dict(key).get(factor, 0) > -1 for key in scale), f"a batch sum over {name} is a mean")
    at = enclosures(roles, {}, enclosed)
    a, b = (value(c[key], enclosed, at) for key in ("scale", "offset"))
    is_one, is_zero = scale == world.number(Fraction(1)), not offset
    require(is_not_zero(a) and (is_one or a[0] > 1 or a[1] < 1), "a scale that may be 0 or 1")
    require(is_zero or is_not_zero(b), "an offset that may be 0")
    facts = f"{c['weight']} * ({c['scale']} * KL + {c['offset']}), for all values and sizes; "
    facts += ", ".join(f"{axis}: {c['reduction'][axis]}" for axis in REDUCED)
    if places[0] not in roles:
        require(c["against"] is None, "a posterior without a mean is wrong, whatever is against it")
        return "wrong", f"{facts}; but the posterior has no mean"
    if c["against"] is None:
        return "exact" if is_one and is_zero else "shifted" if is_one else "scaled", facts
    name, role, noise = repr(c["against"]["scale"]), c["against"]["role"], number(c["against"]["noise_std"])
    require(
        role in LOG_STD and roles[name] in LOG_STD and noise > 0, "what is against the reading is no role of a scale"
    )
    require((role != roles[name]) + (noise != 1) == 1, "nothing is against the reading, or more than one thing")
    return "inconsistent", f"{facts}; but {name} is said to be {role}, drawn with noise of std {noise}"


def different(c: dict[str, Any], places: list[str], roles: dict[str, str]) -> tuple[str, str]:
    """That the points refute every reading, but with target `reverse` that of the Gaussians exchanged."""
    world, held = Interval(), [place for place in dict.fromkeys(places) if place in roles]
    points = [{repr(name): number(text) for name, text in one.items()} for one in c["points"]]
    require(3 <= len(points) <= 8 and all(one.keys() == {*held} for one in points), "3 to 8 points", Malformed)
    require(all(one > 0 for point in points for one in point.values()), "a point that is not positive")
    at = [enclosures(roles, point, world) for point in points]  # any symbol may be a scale, and a scale be positive
    f, tried = [value(c["term"], world, one) for one in at], 0
    for order in permutations(held):
        moved = dict(zip(held, order, strict=True))
        m, s, n, t = (moved.get(place, place) for place in places)
        if {m, n} <= {*held} and m > n:  # the KL depends on (m - n)² only
            continue
        if c["target"] == "reverse" and s != t and [s, t] == [places[3], places[1]]:
            continue
        scales = [place for place in dict.fromkeys((s, t)) if place in roles]
        for words in product(LOG_STD, repeat=len(scales)):
            reading, tried = dict(zip(scales, words, strict=True)), tried + 1
            g = [kl([m, s, n, t], reading, world, one) for one in at]
            require(is_no_multiple(f, g), f"the points do not refute {reading}, means {m} and {n}")
    return "wrong", f"no scale * KL + offset, in none of {tried} readings of {', '.join(held)}"


def is_no_multiple(f: list[Any], g: list[Any]) -> bool:
    """Whether three points exclude that f = a · g + b."""
    determinant = "(f1 - f2) * (g1 - g3) - (f1 - f3) * (g1 - g2)"
    triples = (
        dict(zip(("f1", "f2", "f3", "g1", "g2", "g3"), f3 + g3, strict=True))
        for f3, g3 in zip(combinations(f, 3), combinations(g, 3), strict=True)
    )
    return any(is_not_zero(value(determinant, Interval(), at)) for at in triples)


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
