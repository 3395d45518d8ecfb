"""Writes all public data to files that anyone may take away; meant for every night."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from agenda_tracker.feeds.dump.making import Busy, make_dump
from agenda_tracker.feeds.dump.shelf import shelf_folder
from agenda_tracker.management.command import SiteCommand
from agenda_tracker.search import thousands


class Command(SiteCommand):
    help = (
        "Schrijft alle openbare gegevens als JSON Lines en als SQLite-database in de map met dumps; /gegevens/ toont ze. "
        "De site kan doorwerken. Voor elke nacht."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keep", type=int, default=settings.DUMPS_KEPT, metavar="N", help="bewaar de nieuwste N")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] < 1:
            raise CommandError("--keep moet 1 of meer zijn.")
        try:
            made, gone = make_dump(shelf_folder(), options["keep"])
        except Busy:
            self.stdout.write("Er wordt hier al een dump gemaakt; deze keer is er niets te doen.")
            return
        except (OSError, DatabaseError) as error:
            raise CommandError(f"Er is geen dump gemaakt: {error}. Wat er al stond, staat er nog.") from error
        rows = sum(made.rows.values())
        for file in made.files:
            self.stdout.write(
                f"{file.name}: {thousands(rows)} rijen, {thousands(file.size)} bytes, "
                f"journaal {made.journal_number}, SHA-256 {file.sha256}"
            )
        for stem in gone:
            self.stdout.write(f"{stem}: weggehaald")
