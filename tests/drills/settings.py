"""The product's own settings, with static files as they lie in the project: drills and benches need no collectstatic."""

from django.conf import global_settings

from agenda_tracker.settings import *  # noqa: F403
from agenda_tracker.settings import BASE_DIR
from agenda_tracker.settings import STORAGES as REAL_STORAGES

STORAGES = {**REAL_STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# The quick hasher of the tests first, so that the accounts they make can log in; others keep working.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *global_settings.PASSWORD_HASHERS]
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS: list[str] = []
