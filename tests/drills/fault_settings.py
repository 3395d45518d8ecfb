"""The settings of a drill, with pages that wear the server out, a database that is waited for only a second, and a clock
that says what the file `AGENDAVOLGER_DRILLS_CLOCK` says: so many seconds from the real one.
"""

import os
import time
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from .settings import *  # noqa: F403
from .settings import DATABASES  # type: ignore[attr-defined]

ROOT_URLCONF = "tests.drills.fault_urls"
if "timeout" in DATABASES["default"]["OPTIONS"]:
    DATABASES["default"]["OPTIONS"]["timeout"] = 1


def set_clock(file: Path) -> None:
    """For everything in this process that asks for the time of day; what measures how long something takes is left alone."""
    seconds, now = time.time, timezone.now
    time.time = lambda: seconds() + float(file.read_text())
    timezone.now = lambda: now() + timedelta(seconds=float(file.read_text()))


if told := os.environ.get("AGENDAVOLGER_DRILLS_CLOCK"):
    set_clock(Path(told))
