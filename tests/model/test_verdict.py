import json

from kl_check.model.comparison import Comparison, Disagreement
from kl_check.model.evidence import Evidence, Witness
from kl_check.model.verdict import Alternative, Fix, Reduction, SamplerFinding, Verdict

PROOF = Evidence("normal-form", "agrees", "proved", "everywhere", {"scale": "1"})
FULL = Verdict(
    verdict="inconsistent",
    severity="error",
    text="x",
    reading={"x": "mean"},
    alternatives=(Alternative({"x": "std"}, "wrong", Witness({"x": "1/2"}, "1", "2")),),
    reduction=Reduction("sum", "mean"),
    scale="1",
    offset="0",
    witness=Witness({"x": "1/2"}, "1", "2"),
    mistakes=("scale-mismatch",),
    notes=("misleading-name",),
    sampler=SamplerFinding(3, "z = x", "std", agrees=False),
    fix=Fix("y", safe=False, because="so"),
    evidence=(PROOF,),
)


def test_what_applies_is_an_object_and_what_does_not_is_null() -> None:
    blank = Verdict(verdict="unrelated", severity="warning", text="3").to_dict()
    assert blank.keys() == FULL.to_dict().keys()
    for key in ("target", "reading", "reduction", "scale", "offset", "witness", "sampler", "fix", "path", "cell"):
        assert blank[key] is None, key
    assert (blank["mistakes"], blank["notes"], blank["alternatives"], blank["evidence"]) == ([], [], [], [])


def test_a_full_verdict() -> None:
    found = json.loads(json.dumps(FULL.to_dict()))
    assert found["reduction"] == {"latent": "sum", "batch": "mean"}
    assert found["witness"] == {"at": {"x": "1/2"}, "code": "1", "kl": "2"}
    assert found["alternatives"] == [{"reading": {"x": "std"}, "verdict": "wrong", "witness": found["witness"]}]
    assert found["sampler"].items() >= {"line": 3, "text": "z = x", "role": "std", "agrees": False}.items()
    assert found["fix"] == {"text": "y", "safe": False, "because": "so"}
    (evidence,) = found["evidence"]
    assert evidence["detail"] == {"scale": "1"}


def test_a_comparison() -> None:
    different = Comparison("x", "y", "different", witness=Disagreement({"x": "1"}, "1", "2"), evidence=(PROOF,))
    found = json.loads(json.dumps(different.to_dict()))
    assert found["witness"] == {"at": {"x": "1"}, "a": "1", "b": "2"}
    assert (found["substitution"], found["factor"], found["offset"]) == (None, None, None)
