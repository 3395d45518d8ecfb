"""What every test gets: plain static files, an own folder for uploads, and a browser on request."""

import pytest
from django.conf import settings as django_settings

pytest_plugins = ["tests.browser"]


@pytest.fixture(autouse=True)
def plain_files(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True  # looks for static files when asked, so that collectstatic is not needed
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The test database is a file in the data folder, which a fresh clone does not have yet."""
    django_settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
