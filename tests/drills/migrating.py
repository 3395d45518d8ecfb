"""`migrate` as a process of its own, on a database that is empty, and what it must have made."""

import os
import subprocess
import sys

from django.conf import settings

# Killed in the moment before it notes that this migration was done.
BEFORE_NOTING = """
import os, sys
import django
django.setup()
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
noted = MigrationRecorder.record_applied
def note(self, app, name):
    if name == sys.argv[1]:
        os.kill(os.getpid(), 9)
    noted(self, app, name)
MigrationRecorder.record_applied = note
call_command("migrate", verbosity=0)
"""


def environment(url: str) -> dict[str, str]:
    settings_module = {"DJANGO_SETTINGS_MODULE": "agenda_tracker.settings"}
    return os.environ | {"AGENDAVOLGER_MODE": "local", "DATABASE_URL": url, **settings_module}


def manage(url: str, *arguments: str) -> subprocess.Popen[str]:
    """`manage.py` with these arguments; its standard output and error can be read."""
    return _start(url, "manage.py", *arguments)


def migrate_until_noting(url: str, name: str) -> subprocess.Popen[str]:
    """A `migrate` that is killed in the worst moment of this migration."""
    return _start(url, "-c", BEFORE_NOTING, name)


def _start(url: str, *arguments: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    command = [sys.executable, *arguments]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment(url), stdout=pipe, stderr=pipe, text=True)


def done(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How it ended, and all that it said."""
    said, complained = process.communicate(timeout=120)
    return process.returncode, said + complained
