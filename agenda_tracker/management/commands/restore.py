"""Puts a back-up back into a site, after looking at all of it."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from agenda_tracker.backup.manifest import Refused
from agenda_tracker.backup.restoring import examined, restore
from agenda_tracker.intake.statistics import refresh_statistics
from agenda_tracker.management.command import SiteCommand
from agenda_tracker.search import catch_up
from agenda_tracker.search.index import Busy

from .backup import in_words


class Command(SiteCommand):
    help = "Zet een back-up terug. Stop eerst de server. Alles wordt gecontroleerd voordat er iets wordt gewijzigd."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PAD", help="bestand van manage.py backup")
        parser.add_argument(
            "--force", action="store_true", help="ook als deze site niet leeg is: wat er staat, verdwijnt"
        )
        parser.add_argument(
            "--check", action="store_true", help="wijzig niets: kijk of het bestand heel is en hier past"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        start, path = time.monotonic(), Path(options["path"])
        try:
            if options["check"]:
                self.stdout.write(f"De back-up is heel en past bij deze site: {in_words(examined(path))}.")
                return
            manifest, notes = restore(path, self.progress, force=options["force"])
            refresh_statistics()
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except (OSError, DatabaseError) as error:
            if options["check"]:
                raise CommandError(f"Er kon niet worden gekeken: {error}. Er is niets gewijzigd.") from error
            raise CommandError(f"Terugzetten is niet gelukt: {error}. Draai het opnieuw met --force.") from error
        self.index()
        self.stdout.write(f"Teruggezet: {in_words(manifest)} ({time.monotonic() - start:.1f} s)")
        for note in notes:
            self.stdout.write(note)

    def index(self) -> None:
        """Without it visitors find the same, slower; the site makes it by itself, too."""
        if settings.SEARCH_DIR is None:
            return
        self.progress("zoekindex")
        try:
            catch_up.rebuild(60)
        except (Busy, OSError) as error:
            self.stderr.write(f"De zoekindex is nog niet opgebouwd ({error!r}); de site doet dat zelf.")

    def progress(self, title: str) -> None:
        self.stderr.write(f"[{time.strftime('%H:%M:%S')}] {title}", style_func=str)
