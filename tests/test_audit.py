"""The audit of dependencies never passes for done when nothing could be looked up."""

import pytest

from tests.audit import looked_up, verdict

FINE = {"name": "django", "version": "5.2.19", "vulns": []}
BAD = {
    "name": "lxml",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}, {"id": "PYSEC-2", "fix_versions": []}],
}
UNKNOWN = {"name": "six", "skip_reason": "Dependency not found on PyPI and could not be audited: six (1.17.0)"}


@pytest.mark.parametrize(
    ("found", "status", "said"),
    [
        ([FINE], 0, "1 pins without known vulnerabilities (pypi)."),
        (
            [FINE, BAD],
            1,
            "2 known vulnerabilities (pypi):\nlxml 1.0: PYSEC-1, mended in 1.1\nlxml 1.0: PYSEC-2, mended in nothing yet",
        ),
        ([FINE, UNKNOWN], 2, "1 pins without known vulnerabilities (pypi); NOT AUDITED: six."),
        (
            [UNKNOWN],
            2,
            "NOT AUDITED: the list of vulnerabilities (pypi) cannot be reached from here; nothing was looked up.",
        ),
        ([], 2, "NOT AUDITED: the list of vulnerabilities (pypi) cannot be reached from here; nothing was looked up."),
    ],
)
def test_only_what_was_looked_up_counts_as_audited(found, status, said):
    assert verdict(found, "pypi") == (status, said)


def test_a_tool_that_says_nothing_has_looked_up_nothing():
    assert looked_up("true", "pypi") == []
