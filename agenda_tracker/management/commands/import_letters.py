"""Receives and reads letters, files or whole folders, into drafts: one verdict line per file, safe to run again."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from agenda_tracker.intake.decide import confirm_all
from agenda_tracker.intake.publish import publish
from agenda_tracker.intake.receive import Outcome, Verdict, receive, too_large_to_keep
from agenda_tracker.intake.statistics import refresh_statistics


class Command(BaseCommand):
    help = "Leest brieven in tot concepten. Het oorspronkelijke bestand blijft staan en wordt bewaard."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PAD", help="bestanden of mappen")
        parser.add_argument("--publish", action="store_true", help="publiceer meteen (alleen om te proberen)")
        parser.add_argument(
            "--accept-all", action="store_true", help="bevestig alle suggesties (alleen om te proberen)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if (options["publish"] or options["accept_all"]) and not settings.LOCAL:
            raise CommandError(
                "--publish en --accept-all zijn om te proberen en werken niet in productie: een griffier beslist."
            )
        files = list(_files(options["paths"]))
        counts = dict.fromkeys(Outcome, 0)
        for number, path in enumerate(files, start=1):
            verdict = self._take(path, options)
            counts[verdict.outcome] += 1
            name = path.name.encode("utf-8", "replace").decode()  # a name on disk may be in another encoding
            self.stdout.write(f"[{number}/{len(files)}] {name}: {verdict.outcome.value}: {verdict.sentence}")
        if counts[Outcome.DRAFT]:
            refresh_statistics()
        self.stdout.write(", ".join(f"{count} {outcome.value}" for outcome, count in counts.items()) + ".")

    def _take(self, path: Path, options: dict[str, Any]) -> Verdict:
        try:
            refusal = too_large_to_keep(path.stat().st_size, path.name)
            if refusal:
                return refusal
            data = path.read_bytes()
        except OSError as error:
            return Verdict(Outcome.PROBLEM, f"Het bestand kan niet worden geopend ({error.strerror}).")
        verdict = receive(data, path.name)
        if verdict.letter and verdict.outcome is Outcome.DRAFT:
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


def _files(paths: list[str]) -> Iterator[Path]:
    """The named files, and those in the named folders and below; hidden ones left out."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if file.is_file() and not file.name.startswith("."))
        elif path.exists():
            yield path
        else:
            raise CommandError(f"{path} bestaat niet.")
