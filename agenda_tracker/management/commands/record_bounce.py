"""Read from stdin a mail that came back, and count it; for the mailbox of the sender."""

import sys
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from agenda_tracker.alerts.bounces import record_bounce
from agenda_tracker.management.command import SiteCommand

# A notification holds at most the mail that it is about; what is larger is something else.
LARGEST = 5 * 1024 * 1024


class Command(SiteCommand):
    help = (
        "Leest een bericht van een mailserver (RFC 3464) van stdin: een adres waarvan mails blijven terugkomen, "
        "krijgt er geen meer en wordt na een maand verwijderd."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        raw = sys.stdin.buffer.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise CommandError("Dit bericht is te groot; er is niets geteld.")
        reports, counted = record_bounce(raw, timezone.now())
        if not reports:
            raise CommandError("Dit is geen bericht over een mail die terugkwam; er is niets geteld.")
        self.stdout.write(f"{counted} van {reports} geteld")
