"""A command of the site in a process of its own, as its manager runs it."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings


def manage(data: Path, *command: str, url: str) -> "subprocess.CompletedProcess[str]":
    """Run `manage.py` with this data folder and database; what it said is kept, however it ended."""
    told = {"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_DATA_DIR": str(data), "DATABASE_URL": url}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=os.environ | told,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
