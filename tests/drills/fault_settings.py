"""The settings of a drill, with pages that wear the server out, and a database that is waited for only a second."""

from .settings import *  # noqa: F403
from .settings import DATABASES  # type: ignore[attr-defined]

ROOT_URLCONF = "tests.drills.fault_urls"
if "timeout" in DATABASES["default"]["OPTIONS"]:
    DATABASES["default"]["OPTIONS"]["timeout"] = 1
