"""Build the search index anew, or only as far as it is behind."""

import os
import time
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from agenda_tracker.management.command import SiteCommand
from agenda_tracker.models import Letter, read_head
from agenda_tracker.processes import Ended
from agenda_tracker.search import catch_up
from agenda_tracker.search.index import Busy, Unwritable

PATIENCE = 600.0
# One process writes what the others make, and has enough to do with so many.
MOST_PROCESSES = 4


class Command(SiteCommand):
    help = "Bouwt de zoekindex opnieuw op uit de database; met --if-needed alleen wat ontbreekt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="Alleen bijwerken wat achterloopt.")
        parser.add_argument(
            "--processes",
            type=int,
            choices=range(1, MOST_PROCESSES + 1),
            help="Zoveel processen helpen mee; zonder dit evenveel als er processorkernen zijn, op een kleine site geen.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SEARCH_DIR is None:
            raise CommandError("Er is geen map voor de zoekindex ingesteld (AGENDAVOLGER_SEARCH_DIR).")
        if read_head() is None:
            self.stdout.write("Er is nog niets openbaar; de zoekindex ontstaat bij de eerste publicatie.")
            return
        processes = options["processes"] or useful_processes()
        start = time.monotonic()
        try:
            said = self.bring_up(processes) if options["if_needed"] else self.build(processes)
        except Busy:
            raise CommandError("Een ander proces schrijft nu aan de zoekindex. Probeer het later opnieuw.") from None
        except Ended:
            raise CommandError(
                "Een van de processen die meewerkten is beëindigd, misschien omdat het geheugen vol was. De vorige zoekindex is "
                "er nog. Probeer het opnieuw met --processes 1."
            ) from None
        except (OSError, Unwritable) as error:
            raise CommandError(f"De zoekindex kan niet worden geschreven: {error}") from error
        self.stdout.write(f"{said} ({time.monotonic() - start:.1f} s)")

    def build(self, processes: int) -> str:
        return f"Zoekindex opgebouwd: {catch_up.rebuild(PATIENCE, processes)} documenten"

    def bring_up(self, processes: int) -> str:
        catch_up.catch_up(PATIENCE, processes)
        return "Zoekindex bijgewerkt"


def useful_processes() -> int:
    """As many as can work at once. To start them takes longer than to index a site of some hundreds of letters."""
    if Letter.objects.public().count() <= catch_up.MOST_LETTERS:
        return 1
    return min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
