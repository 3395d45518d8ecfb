"""Loads reference data and the example letter; safe to run again, since nothing that exists is touched."""

from typing import Any

from django.conf import settings

from agenda_tracker.admin.groups import ensure_groups
from agenda_tracker.intake.fixtures import load_all
from agenda_tracker.intake.statistics import refresh_statistics
from agenda_tracker.management.command import SiteCommand


class Command(SiteCommand):
    help = "Vult gremia, ministeries, dossiers, thema’s en de voorbeeldbrief aan; wat er al is, blijft zoals het is."

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_groups()
        made = [(what, count) for what, count in load_all(settings.BASE_DIR / "fixtures") if count]
        if made:
            refresh_statistics()
        told = ", ".join(f"{count} {what}" for what, count in made)
        self.stdout.write(f"Aangevuld: {told}." if told else "Alle basisgegevens waren er al.")
