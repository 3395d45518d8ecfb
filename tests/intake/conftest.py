"""The desk's clerks, for panels that are tested beside what they act on; and one reader of files for all tests."""

import pytest

from agenda_tracker.letters.apart import Reader
from tests.admin.conftest import invoerder, redacteur

__all__ = ["invoerder", "redacteur"]


@pytest.fixture(scope="session")
def reading_process():
    with Reader() as reader:
        yield reader


@pytest.fixture(autouse=True)
def one_reader(reading_process, monkeypatch):
    """A file is read in a fork of one process, as an import does, instead of in a process that starts for it alone."""
    monkeypatch.setattr("agenda_tracker.intake.receive.read_apart", reading_process.read)
