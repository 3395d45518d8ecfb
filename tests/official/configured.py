"""A site that is configured to ask a local server as its official sources."""

import pytest

from .local_server import local_server


@pytest.fixture
def official(settings, tmp_path):
    """The server; search service, publications and open data of the Tweede Kamer are all configured to be there."""
    with local_server() as server:
        settings.OFFICIAL_SRU_URL = f"{server.base}/sru"
        settings.OFFICIAL_PUBLICATIONS_URL = server.base
        settings.TK_ODATA_URL = ""
        settings.OFFICIAL_CONTACT = "proef@example.nl"
        settings.OFFICIAL_PATIENCE, settings.OFFICIAL_INTERVAL_MS = 5, 0
        settings.DATA_DIR = tmp_path
        yield server
