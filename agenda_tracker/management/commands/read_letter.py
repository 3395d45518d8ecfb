"""Read one letter and print what was found as JSON; the database is not touched."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from agenda_tracker.letters import UnreadableLetter
from agenda_tracker.letters.apart import read_apart
from agenda_tracker.letters.extract import PASTE, in_words
from agenda_tracker.management.command import SiteCommand


class Command(SiteCommand):
    help = "Leest een brief (PDF, Word, HTML, XML of tekst) en toont wat erin staat als JSON; de database blijft ongemoeid."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="bestand met de brief; - leest van de standaardinvoer")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with _log_from(logging.WARNING if options["verbosity"] > 1 else logging.CRITICAL):
                reading = read_apart(*_file(options["file"]))
        except UnreadableLetter as refusal:
            self.stderr.write(str(refusal))
            sys.exit(2)
        self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False, indent=2))


@contextmanager
def _log_from(level: int) -> Iterator[None]:
    """Who asks for one letter gets one sentence; what lies behind it is shown with ``--verbosity 2``."""
    logger = logging.getLogger(read_apart.__module__)
    before = logger.level
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.setLevel(before)


def _file(path: str) -> tuple[bytes, str]:
    """Contents and name of the file; one that cannot be opened is reported like one that cannot be read."""
    name = "" if path == "-" else path.rstrip("/").rpartition("/")[2]
    most = settings.LETTER_MAX_BYTES
    try:
        # `closefd`: standard input stays open.
        with open(0 if path == "-" else path, "rb", closefd=path != "-") as file:
            data = file.read(most + 1)
    except FileNotFoundError as error:
        raise UnreadableLetter(f"{in_words(path)} bestaat niet; controleer de naam.") from error
    except (OSError, ValueError) as error:
        raise UnreadableLetter(
            f"{in_words(path)} kan niet worden geopend; controleer de naam en de rechten."
        ) from error
    if len(data) > most:
        raise UnreadableLetter(f"{in_words(name)} is groter dan {most // 1024 // 1024} MB; {PASTE}")
    return data, name
