"""Drills that need more than CI installs run only with `make drills`."""

import os

if os.environ.get("AGENDAVOLGER_DRILLS") != "full":
    collect_ignore = ["test_word.py"]
