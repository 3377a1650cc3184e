"""The words in which derivations are written."""

from __future__ import annotations

from kl_check.derivation import vocabulary
from kl_check.derivation.vocabulary import expectation, integral, mu_1, one, positive, real, sigma_1, step, x
from kl_check.model.derivation import Assumption, Step
from kl_check.model.term import Expectation, Integral, number


def test_every_word_is_there() -> None:
    assert all(hasattr(vocabulary, word) for word in vocabulary.__all__)
    assert list(vocabulary.__all__) == sorted(vocabulary.__all__)


def test_words_build_what_they_name() -> None:
    assert expectation(x, x, 0, 1) == Expectation(x, x, number(0), number(1))
    assert integral(x, x) == Integral(x, x)
    assert real(mu_1, "the mean") == Assumption(mu_1, "real", "the mean")
    assert positive(sigma_1, "the std") == Assumption(sigma_1, "positive", "the std")
    assert step("algebra", x, "So.") == Step("algebra", x, "So.", (), None)
    assert step("cite", x, "So.", where={sigma_1: one}, cites="it").where == ((sigma_1, one),)
