"""Fills the database with invented letters, to measure with; never by accident on a site that is in use."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from agenda_tracker.management.command import SiteCommand
from agenda_tracker.models import Formation, Office, Topic
from agenda_tracker.sample.make import AlreadyThere, make


class Command(SiteCommand):
    help = "Maakt verzonnen brieven met agendapunten, standpunten en verwijzingen, om mee te meten en te oefenen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--letters", type=int, required=True, help="Hoeveel brieven; 10000 is landelijke schaal.")
        parser.add_argument("--seed", type=int, default=1, help="Dezelfde waarde geeft dezelfde gegevens.")
        parser.add_argument(
            "--this-is-a-measuring-site", action="store_true", help="Nodig buiten de stand AGENDAVOLGER_MODE=local."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse(options)
        start = time.monotonic()
        try:
            rows = make(options["letters"], options["seed"], self.told)
        except AlreadyThere:
            raise CommandError(
                "Er staan al verzonnen brieven in deze database; er is niets toegevoegd. "
                "Begin met een lege database als u andere wilt."
            ) from None
        self.stderr.write("")
        seconds = time.monotonic() - start
        counts = {table.model._meta.verbose_name_plural: table.written for table in rows.tables if table.written}
        positions = rows.positions.written
        self.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()))
        self.stdout.write(f"{seconds:.1f} s, {positions / seconds:.0f} standpunten per seconde")

    def refuse(self, options: dict[str, Any]) -> None:
        if not settings.LOCAL and not options["this_is_a_measuring_site"]:
            raise CommandError(
                "Dit is geen lokale installatie; verzonnen brieven zouden voor iedereen zichtbaar zijn. "
                "Is deze site alleen om te meten, geef dan --this-is-a-measuring-site."
            )
        if options["letters"] < 1:
            raise CommandError("Geef met --letters een aantal van 1 of meer.")
        if not (Formation.objects.exists() and Office.objects.exists() and Topic.objects.exists()):
            raise CommandError("De basisgegevens ontbreken; voer eerst load_fixtures uit.")

    def told(self, done: int) -> None:
        self.stderr.write(f"\r{done} brieven", ending="")
