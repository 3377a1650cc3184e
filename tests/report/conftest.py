"""One report for the whole session."""

import pytest

from kl_check.model.report import Report
from kl_check.reporting import report as composed


@pytest.fixture(scope="session")
def report() -> Report:
    return composed()
