"""Build the search index anew, or only as far as it is behind."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from agenda_tracker.management.command import SiteCommand
from agenda_tracker.models import read_head
from agenda_tracker.search import catch_up
from agenda_tracker.search.index import Busy, Unwritable

PATIENCE = 600.0


class Command(SiteCommand):
    help = "Bouwt de zoekindex opnieuw op uit de database; met --if-needed alleen wat ontbreekt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="Alleen bijwerken wat achterloopt.")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SEARCH_DIR is None:
            raise CommandError("Er is geen map voor de zoekindex ingesteld (AGENDAVOLGER_SEARCH_DIR).")
        if read_head() is None:
            self.stdout.write("Er is nog niets openbaar; de zoekindex ontstaat bij de eerste publicatie.")
            return
        start = time.monotonic()
        try:
            said = self.bring_up() if options["if_needed"] else self.build()
        except Busy:
            raise CommandError("Een ander proces schrijft nu aan de zoekindex. Probeer het later opnieuw.") from None
        except (OSError, Unwritable) as error:
            raise CommandError(f"De zoekindex kan niet worden geschreven: {error}") from error
        self.stdout.write(f"{said} ({time.monotonic() - start:.1f} s)")

    def build(self) -> str:
        return f"Zoekindex opgebouwd: {catch_up.rebuild(PATIENCE)} documenten"

    def bring_up(self) -> str:
        catch_up.catch_up(PATIENCE)
        return "Zoekindex bijgewerkt"
