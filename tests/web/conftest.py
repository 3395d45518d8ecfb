"""The public site shows no history of records."""

import pytest


@pytest.fixture(autouse=True)
def no_history(forgetting):
    """Not made, because nothing here would look at it."""
