"""Send what followers are to be told; for cron, every few minutes, or as a worker that goes on."""

import time
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from agenda_tracker.alerts.due import compose, skip
from agenda_tracker.alerts.evaluate import evaluate
from agenda_tracker.alerts.sending import Unreachable, send_waiting
from agenda_tracker.alerts.tidying import tidy
from agenda_tracker.management.command import SiteCommand, lack_in_words


class Command(SiteCommand):
    help = (
        "Zoekt uit wat er gebeurde met wat per e-mail wordt gevolgd, maakt de mails die aan de beurt zijn en verstuurt ze. "
        "Mag op elk moment en door meer processen tegelijk worden gedraaid."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDEN", help="blijf draaien, met zoveel seconden ertussen")

        parser.add_argument(
            "--skip",
            action="store_true",
            help="verstuur niets van wat tot nu toe gebeurde, en begin vanaf hier: na een grote import of een restore",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["skip"]:
            dropped = skip(timezone.now())
            self.stdout.write(f"Alles tot nu toe telt als verteld; {dropped} wachtende meldingen vervallen")
            return
        every = options["every"]
        if every is None:
            self.turn()
            return
        while True:
            try:
                with lack_in_words():
                    self.turn()
            except CommandError as error:
                self.stderr.write(str(error))
            close_old_connections()
            time.sleep(max(1, every))

    def turn(self) -> None:
        now = timezone.now()
        tidy(now)
        found, made = evaluate(), compose(now)
        try:
            sent = send_waiting()
        except Unreachable as error:
            raise CommandError(
                f"De mailserver is niet bereikbaar of weigert ({error}); wat wacht, gaat bij een volgende keer mee."
            ) from error
        self.stdout.write(f"{found} treffers, {made} meldingen gemaakt, {sent} mails verzonden")
