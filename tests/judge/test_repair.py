"""The repair changes as little of the text as can be, and is the KL."""

from __future__ import annotations

import pytest

from kl_check.judge import repair
from kl_check.pipeline import check


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("log(s2/s1) + (s1**2+(m1-m2)**2)/(2*s2**4) - 0.5", "log(s2/s1) + (s1**2+(m1-m2)**2)/(2*s2**2) - 0.5"),
        ("0.5*(mu**2 + exp(s)**2 - 2*log(s) - 1)", "0.5*(mu**2 + s**2 - 2*log(s) - 1)"),
        ("-0.5*(1 + lv - mu**2 - lv)", "-0.5*(1 + lv - mu**2 - exp(lv))"),
        ("-0.5*K.sum(1 + lv - mu**2 - lv)", "-0.5*K.sum(1 + lv - mu**2 - K.exp(lv))"),
        ("-0.5*(1 + 2*s - mu**2 - exp(2*s)) - 0.5*0", None),
        ("-0.5*torch.sum(1+lv-mu.pow(4)-(2*lv).exp())", "-0.5*torch.sum(1+lv-mu.pow(2)-(lv).exp())"),
        ("0.5*(a - b) + 0.5*(2*(exp(b)/exp(a)) + (m1-m2)**2/exp(a)) - 0.5".replace("a", "lv2").replace("b", "lv1"),
         "0.5*(a - b) + 0.5*((exp(b)/exp(a)) + (m1-m2)**2/exp(a)) - 0.5".replace("a", "lv2").replace("b", "lv1")),
        ("s2/s1 + (s1**2 + (m1-m2)**2)/(2*s2**4) - 0.5", "log(s2/s1) + (s1**2 + (m1-m2)**2)/(2*s2**2) - 0.5"),
        ("0.5*(lv2 - lv1 + (exp(2*lv1) + (m1-m2)**3)/exp(lv2) - 2)",
         "0.5*(lv2 - lv1 + (exp(lv1) + (m1-m2)**2)/exp(lv2) - 1)"),
        (r"\frac{1}{2} \left( \mu^{2} + v - v - 1 \right)",
         r"\frac{1}{2} \left( \mu^{2} + v - \log\left(v\right) - 1 \right)"),
    ],
    ids=["a power", "an exp too many", "an exp too few", "in Keras", "nothing to mend", "methods", "a factor",
         "two slips", "three slips", "in LaTeX"],
)  # fmt: skip
def test_the_text_is_mended_where_it_is_wrong(text: str, fixed: str | None) -> None:
    found = check(text).fix
    assert (found.text if found else None) == fixed
    assert fixed is None or check(fixed).verdict == "exact"


def test_the_work_is_bounded_by_the_texts_that_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a count and by no clock, so that a verdict does not depend on how busy the machine is."""
    read: list[str] = []
    monkeypatch.setattr(repair, "read_text", lambda text, once=repair.read_text: (read.append(text), once(text))[1])
    check("0.5*(-log(prec_p) - log(prec_q) + (2/prec_q**3 + (mu_q - mu_p)**3)/(1/prec_p**2) - 2)")
    check("-0.5*torch.sum(3 + 3*logvar_q - 3*logvar_p - (mu_q-mu_p).pow(3)/logvar_p.exp() - (logvar_q/logvar_p).exp())")
    assert len(read) <= 2 * (repair.MAX_CANDIDATES + 1)
