#!/usr/bin/env python
"""Django's command line for Agendavolger."""

import os
import sys

# These only read text: no database, no secret, no visitor. So they run wherever the project is installed.
NEEDS_NO_SETTINGS = {"kamerstuk", "read_letter"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda_tracker.settings")
    if NEEDS_NO_SETTINGS.intersection(sys.argv[1:2]):
        os.environ.setdefault("AGENDAVOLGER_MODE", "local")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
