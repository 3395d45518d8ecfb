"""Makes a back-up of database and originals in one file, while the site goes on."""

import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from agenda_tracker.backup.archive import verified
from agenda_tracker.backup.making import destination, make_backup
from agenda_tracker.backup.manifest import Manifest, Refused
from agenda_tracker.management.command import SiteCommand


class Command(SiteCommand):
    help = (
        "Maakt een back-up van database en originelen in één bestand; de site kan doorwerken. "
        "Het bestand bevat persoonsgegevens en wachtwoord-hashes: bewaar het als zodanig."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PAD", help="bestand dat er nog niet is, of een map")
        parser.add_argument("--force", action="store_true", help="vervang een bestand dat er al is")
        parser.add_argument("--check", action="store_true", help="maak niets: kijk of deze back-up heel is")

    def handle(self, *args: Any, **options: Any) -> None:
        start, path = time.monotonic(), Path(options["path"])
        try:
            if options["check"]:
                self.stdout.write(f"De back-up is heel: {in_words(verified(path))}.")
                return
            path = destination(options["path"])
            manifest, amiss = make_backup(path, self.progress, force=options["force"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except (OSError, DatabaseError) as error:
            raise CommandError(f"Er is geen back-up gemaakt: {error}. Wat er al stond, staat er nog.") from error
        size, seconds = path.stat().st_size / 1_000_000, time.monotonic() - start
        self.stdout.write(f"{path}: {in_words(manifest)} ({size:.1f} MB, {seconds:.1f} s)")
        if amiss:
            self.stdout.write("\n".join([*amiss, "Draai check_integrity: dat zegt wat eraan te doen is."]))
            sys.exit(1)

    def progress(self, title: str) -> None:
        self.stderr.write(f"[{time.strftime('%H:%M:%S')}] {title}", style_func=str)


def in_words(manifest: Manifest) -> str:
    files = len(manifest.files) - 1
    return f"{_number(manifest.rows)} rijen en {_originals(files)} van {manifest.created}, versie {manifest.version}"


def _originals(count: int) -> str:
    return "1 origineel" if count == 1 else f"{_number(count)} originelen"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
