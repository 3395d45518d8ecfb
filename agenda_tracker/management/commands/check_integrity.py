"""Says of everything on record whether it still holds, and repairs what can be derived."""

import sys
import time
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from agenda_tracker.integrity.checking import Tally, findings, repaired
from agenda_tracker.management.command import SiteCommand
from agenda_tracker.search.index import Busy

# Lines of one kind that are printed; the rest is counted.
SHOWN = 20


class Command(SiteCommand):
    help = (
        "Kijkt alles na: verwijzingen, citaten, originelen, nummers, geschiedenis, journaal, database en zoekindex. "
        "Eén regel per bevinding. Eindigt met 0 als alles klopt, 1 bij bevindingen, 2 als er niet gekeken kon worden."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="herstel wat uit andere gegevens volgt")
        parser.add_argument("--all", action="store_true", help=f"toon ook meer dan {SHOWN} bevindingen van één soort")

    def handle(self, *args: Any, **options: Any) -> None:
        start = time.monotonic()
        try:
            tally = self.look(most=None if options["all"] else SHOWN)
            left = (self.mend(tally) if options["repair"] and tally.repairable else tally).total
        except (DatabaseError, OSError) as error:
            raise CommandError(f"Er kon niet (verder) worden gekeken: {error}", returncode=2) from error
        self.say(self.summary(tally, left, options["repair"]), seconds=time.monotonic() - start)
        if left:
            sys.exit(1)

    def look(self, most: int | None) -> Tally:
        if waiting := self.unmigrated():
            raise CommandError(f"Draai eerst migrate; het schema is nog niet zover ({waiting}).", returncode=2)
        tally = Tally()
        for finding in findings(self.progress):
            count = tally.add(finding)
            if most is None or count <= most:
                self.say(str(finding))
        for rule, count in tally.counts.items():
            if most is not None and count > most:
                self.say(f"… en nog {_number(count - most)} van dezelfde soort ({rule}); --all toont ze.")
        return tally

    def unmigrated(self) -> str:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        return ", ".join(f"{migration.app_label}.{migration.name}" for migration, _backwards in plan)

    def mend(self, tally: Tally) -> Tally:
        """Returns what is wrong now: whether a repair was one, only another look says; at what repairs can alter."""
        try:
            for rule, _count in repaired(tally, self.say):
                self.progress(f"hersteld: {rule}")
        except Busy:
            self.say("Niet hersteld: een ander proces schrijft nu aan de zoekindex. Probeer het later opnieuw.")
        again = tally.after_repair()
        left = tally.without(again)
        for finding in findings(self.progress, again):
            if left.add(finding) <= SHOWN and finding.rule not in tally.counts:
                self.say(str(finding))
        for rule, count in tally.counts.items():
            if count > left.counts[rule]:
                self.say(f"Hersteld: {rule} ({_number(count - left.counts[rule])})")
        return left

    def summary(self, tally: Tally, left: int, repair: bool) -> str:
        if not tally.total:
            return "Alles klopt."
        if not repair:
            can = sum(map(len, tally.repairable.values()))
            return f"{_findings(tally.total)}, waarvan {_number(can)} met --repair te herstellen."
        return f"{_findings(tally.total)}, {_number(max(tally.total - left, 0))} hersteld, {_number(left)} over."

    def progress(self, title: str) -> None:
        """On the other stream, so that the findings can be kept apart."""
        self.stderr.write(f"[{time.strftime('%H:%M:%S')}] {title}", style_func=str)
        self.stderr.flush()

    def say(self, line: str, seconds: float | None = None) -> None:
        self.stdout.write(line if seconds is None else f"{line} ({seconds:.1f} s)")
        self.stdout.flush()


def _findings(count: int) -> str:
    return "1 bevinding" if count == 1 else f"{_number(count)} bevindingen"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
