"""The product's own settings, with static files as they lie in the project: drills and benches need no collectstatic."""

from agenda_tracker.settings import *  # noqa: F403
from agenda_tracker.settings import BASE_DIR
from agenda_tracker.settings import STORAGES as REAL_STORAGES

STORAGES = {**REAL_STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS: list[str] = []
