"""The desk's clerks, for panels that are tested beside what they act on; and one process that reads all files."""

import pytest

from tests.admin.conftest import invoerder, redacteur

__all__ = ["invoerder", "redacteur"]


@pytest.fixture(autouse=True)
def read_by_one(one_reader):
    """Also in tests that are not about the reading."""
