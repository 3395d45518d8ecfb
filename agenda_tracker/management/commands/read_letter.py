"""Read one letter and print what was found as JSON; the database is not touched."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from agenda_tracker.letters import UnreadableLetter, extract_text, read_letter


class Command(BaseCommand):
    help = "Leest een brief (tekstbestand) en toont wat erin staat als JSON; de database blijft ongemoeid."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="tekstbestand met de brief")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = extract_text(_bytes(options["file"]), Path(options["file"]).name)
        except UnreadableLetter as error:
            self.stderr.write(str(error))
            sys.exit(2)
        self.stdout.write(json.dumps(read_letter(text).as_json(), ensure_ascii=False, indent=2))


def _bytes(name: str) -> bytes:
    """The file's contents; a file that cannot be opened is reported like one that cannot be read."""
    try:
        return Path(name).read_bytes()
    except FileNotFoundError as error:
        raise UnreadableLetter(f"Het bestand {name} bestaat niet; controleer de naam.") from error
    except (OSError, ValueError) as error:
        raise UnreadableLetter(
            f"Het bestand {name} kan niet worden geopend; controleer de naam en de rechten."
        ) from error
