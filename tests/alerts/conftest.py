"""A process for turns that can be killed."""

import pytest

from tests.drills.server import database_url

from .turns import Turns


@pytest.fixture
def turns(tmp_path, transactional_db):
    box, data = tmp_path / "box", tmp_path / "data"
    box.mkdir()
    data.mkdir()
    found = Turns(box, data, database_url())
    yield found
    found.close()
