"""The folder of real letters and gold tables beside the project; it is not part of it."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(name: str) -> Path:
    """A file in that folder. Skips the test where it is missing, or fails it where it is required (as in CI)."""
    path = SHARED / name
    if path.exists():
        return path
    reason = f"{name} is not there: the real letters and gold tables live in a folder `shared` beside the project"
    if os.environ.get("AGENDAVOLGER_REQUIRE_SHARED") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
