"""Reads the drafts again that no clerk touched yet, with the reader as it is now."""

from typing import Any

from django.core.exceptions import ValidationError

from agenda_tracker.intake.reread import reread, untouched
from agenda_tracker.management.command import SiteCommand
from agenda_tracker.models import Letter


class Command(SiteCommand):
    help = (
        "Leest concepten waar nog geen griffier aan werkte opnieuw, met de lezer zoals die nu is. Elke herlezing is aan het "
        "bureau ongedaan te maken. Concepten waar wel aan gewerkt is, leest een griffier zelf opnieuw."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        counts = {"reread": 0, "skipped": 0, "failed": 0}
        for letter in Letter.objects.filter(status=Letter.Status.DRAFT).exclude(sources=None).order_by("pk"):
            counts[self._take(letter)] += 1
        self.stdout.write(
            f"{counts['reread']} opnieuw gelezen, {counts['skipped']} overgeslagen omdat een griffier eraan werkte, "
            f"{counts['failed']} niet gelukt."
        )

    def _take(self, letter: Letter) -> str:
        if not untouched(letter):
            return "skipped"
        try:
            said = reread(letter, None)
        except ValidationError as refusal:
            self.stdout.write(f"{letter}: niet gelukt: {' '.join(refusal.messages)}")
            return "failed"
        self.stdout.write(f"{letter}: {' '.join(said)}")
        return "reread"
