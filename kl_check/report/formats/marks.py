"""The mark of an outcome."""

from collections.abc import Mapping

from kl_check.model.evidence import Outcome

MARKS: Mapping[Outcome, str] = {"agrees": "✓", "differs": "≠", "silent": "–"}
