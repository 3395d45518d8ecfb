"""Receives and reads letters, files or whole folders, into drafts: one verdict line per file, safe to run again."""

import signal
import sys
import threading
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import DatabaseError

from agenda_tracker.intake.decide import confirm_all
from agenda_tracker.intake.folders import Found, find_files
from agenda_tracker.intake.publish import publish
from agenda_tracker.intake.receive import Outcome, Read, Verdict, receive, too_large_to_keep
from agenda_tracker.intake.statistics import refresh_statistics
from agenda_tracker.letters.apart import Reader
from agenda_tracker.management.command import SiteCommand
from agenda_tracker.models import Letter

AGAIN = (
    "Bestanden die niet te lezen waren, worden een volgende keer overgeslagen; met --retry worden ze opnieuw gelezen."
)
GO_ON = "Geef dezelfde opdracht opnieuw om verder te gaan: wat al een brief is, wordt geen tweede keer een brief."


class Stop:
    """Whether somebody asked to stop: the first time after the file at hand, the second time at once."""

    def __init__(self) -> None:
        self.signal = 0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        again, self.signal = bool(self.signal), number
        if again:
            raise KeyboardInterrupt


class Command(SiteCommand):
    help = (
        "Leest brieven in tot concepten. Het oorspronkelijke bestand blijft staan en wordt bewaard. Na een onderbreking "
        "gaat dezelfde opdracht verder waar zij ophield; van één bestand komt nooit twee keer een brief."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PAD", help="bestanden of mappen")
        parser.add_argument(
            "--retry", action="store_true", help="lees ook bestanden opnieuw die eerder niet te lezen waren"
        )
        parser.add_argument("--publish", action="store_true", help="publiceer meteen (alleen om te proberen)")
        parser.add_argument(
            "--accept-all", action="store_true", help="bevestig alle suggesties (alleen om te proberen)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if (options["publish"] or options["accept_all"]) and not settings.LOCAL:
            raise CommandError(
                "--publish en --accept-all zijn om te proberen en werken niet in productie: een griffier beslist."
            )
        files = self._files(options["paths"])
        counts = dict.fromkeys(Outcome, 0)
        with _stoppable() as stop:
            try:
                self._take_all(files, options, counts, stop)
            except (DatabaseError, OSError) as error:
                raise CommandError(f"Gestopt na {_done(counts, files)}: {error}. {GO_ON}") from error
            finally:
                if counts[Outcome.DRAFT]:
                    refresh_statistics()
        if counts[Outcome.PROBLEM] and not options["retry"]:
            self._say(AGAIN)
        self._say(_total(counts))
        if stop.signal:
            self._say(f"Onderbroken na {_done(counts, files)}. {GO_ON}")
            sys.exit(128 + stop.signal)

    def _files(self, paths: list[str]) -> list[Found]:
        """What there is to read, in the order of the arguments and by name; the rest is told."""
        for path in paths:
            if not Path(path).exists():
                raise CommandError(f"{path} bestaat niet.")
        found = [one for path in paths for one in find_files(Path(path))]
        for one in found:
            if one.skipped:
                self._say(f"Overgeslagen: {one.shown}: {one.skipped}.")
        return [one for one in found if not one.skipped]

    def _take_all(self, files: list[Found], options: dict[str, Any], counts: dict[Outcome, int], stop: Stop) -> None:
        with suppress(KeyboardInterrupt), Reader() as reader:
            for number, found in enumerate(files, start=1):
                verdict = self._take(found, options, reader.read)
                counts[verdict.outcome] += 1
                self._say(f"[{number}/{len(files)}] {found.shown}: {verdict.outcome.value}: {verdict.sentence}")
                if stop.signal:
                    return

    def _take(self, found: Found, options: dict[str, Any], read: Read) -> Verdict:
        refusal = too_large_to_keep(found.size, found.shown)
        if refusal:
            return refusal
        try:
            data = found.path.read_bytes()
        except OSError as error:
            return Verdict(Outcome.PROBLEM, f"Het bestand kan niet worden geopend ({error.strerror}).")
        verdict = receive(data, found.path.name, retry=options["retry"], read=read)
        asked = verdict.outcome is Outcome.QUESTION
        if verdict.letter and verdict.letter.status == Letter.Status.DRAFT and not asked:
            return self._try_out(verdict, options)
        return verdict

    def _try_out(self, verdict: Verdict, options: dict[str, Any]) -> Verdict:
        assert verdict.letter is not None  # _take looked
        if options["accept_all"]:
            confirm_all(verdict.letter, None)
        if not options["publish"]:
            return verdict
        try:
            publish(verdict.letter)
        except ValidationError as refusal:
            return Verdict(
                verdict.outcome, f"{verdict.sentence} Niet gepubliceerd: {'; '.join(refusal.messages)}.", verdict.letter
            )
        return Verdict(verdict.outcome, f"Gepubliceerd: “{verdict.letter}”.", verdict.letter)

    def _say(self, line: str) -> None:
        """At once, also when the lines go to a file that somebody follows."""
        self.stdout.write(line)
        self.stdout.flush()


def _total(counts: dict[Outcome, int]) -> str:
    seldom = (Outcome.SAME, Outcome.QUESTION, Outcome.UNSTORED)
    named = {outcome: count for outcome, count in counts.items() if count or outcome not in seldom}
    return ", ".join(f"{count} {outcome.value}" for outcome, count in named.items()) + "."


def _done(counts: dict[Outcome, int], files: list[Found]) -> str:
    return f"{sum(counts.values())} van {len(files)} bestanden"


@contextmanager
def _stoppable() -> Iterator[Stop]:
    """Ctrl-C and a request to end are kept until the file at hand is done. Only the main thread gets signals."""
    stop = Stop()
    asked = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    before = [signal.signal(number, stop) for number in asked]
    try:
        yield stop
    finally:
        for number, handler in zip(asked, before, strict=True):
            signal.signal(number, handler)
