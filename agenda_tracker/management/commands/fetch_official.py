"""Nightly work at the official sources: new letters listed, waiting tasks tried again, known Kamerstukken filled and checked."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from agenda_tracker.intake.official import news, tasks
from agenda_tracker.intake.official.check import check_safely, to_check
from agenda_tracker.intake.official.fetch import Fetched
from agenda_tracker.intake.official.sources import Sources, logged, open_sources
from agenda_tracker.intake.statistics import refresh_when_outgrown
from agenda_tracker.management.command import SiteCommand
from agenda_tracker.models import OfficialCursor, OfficialFind, OfficialStatement, OfficialTask
from agenda_tracker.official import Trouble

MOST_TASKS, MOST_DRAFTS = 50, 50
# So many in a row without an answer: the source is left alone until the next run.
ENOUGH = 3
OFF = (
    "De officiële bronnen zijn niet ingesteld; zet AGENDAVOLGER_OFFICIAL_SRU_URL, AGENDAVOLGER_OFFICIAL_PUBLICATIONS_URL "
    "of AGENDAVOLGER_TK_ODATA_URL. Er is niets gedaan."
)
CHECKING = "controle"


def _number(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is geen aantal; typ bijvoorbeeld 100")
    return int(text)


class Command(SiteCommand):
    help = (
        "Zoekt bij de officiële bronnen nieuwe geannoteerde agenda's en verslagen (die komen als werk op het bureau), probeert "
        "opnieuw wat eerder niet lukte, en vult en controleert bekende Kamerstukken. Bedoeld voor cron, één keer per nacht of "
        "vaker; twee uitvoeringen tegelijk doen niets dubbel, en na een onderbreking gaat de volgende verder."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--drafts", action="store_true", help="haal nieuwe brieven meteen op als concept")
        parser.add_argument("--dry-run", action="store_true", help="zeg wat er zou gebeuren en leg niets vast")
        parser.add_argument(
            "--most",
            type=_number,
            default=100,
            metavar="AANTAL",
            help="zoveel Kamerstukken hoogstens controleren (100)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        sources = open_sources()
        if sources == Sources(None, None):
            self._say(OFF)
            return
        if options["dry_run"]:
            self._foretell(sources, options["most"])
            return
        self._look(sources, options["drafts"])
        self._try_again(sources)
        refresh_when_outgrown()
        self._check(sources, options["most"])

    def _look(self, sources: Sources, drafts: bool) -> None:
        for name in news.names(sources):
            found, trouble = news.look(name, sources, timezone.now())
            for find in found:
                self._say(f"nieuw: {find}")
            self._say(f"{name}: {len(found)} nieuw. {trouble}".strip())
        if drafts:
            self._take_up(sources)

    def _take_up(self, sources: Sources) -> None:
        finds = list(news.waiting().order_by("pk")[:MOST_DRAFTS])
        self._each("opgenomen", (news.take_up(find, None, sources) for find in finds))

    def _try_again(self, sources: Sources) -> None:
        due = OfficialTask.objects.due(timezone.now()).order_by("next_at").values_list("pk", flat=True)
        self._each("opnieuw", (tasks.run(pk, sources) for pk in list(due[:MOST_TASKS])))

    def _each(self, what: str, tried: Iterator[Fetched | None]) -> None:
        """One line each; after some in a row that met with trouble the rest waits."""
        failed = 0
        for fetched in tried:
            if fetched is None:  # somebody else has it in hand
                continue
            self._say(f"{what}: {fetched.reference.display}: {fetched.said}")
            failed = 0 if fetched.is_done or fetched.missing else failed + 1
            if failed == ENOUGH:
                self._say(f"{what}: gestopt; de rest wacht op de volgende keer.")
                return

    def _check(self, sources: Sources, most: int) -> None:
        cursor = OfficialCursor.objects.claim(CHECKING, timezone.now())
        if cursor is None:
            self._say(f"{CHECKING}: een andere uitvoering is hier al mee bezig.")
            return
        try:
            self._check_each(sources, most)
        finally:
            cursor.release()

    def _check_each(self, sources: Sources, most: int) -> None:
        checked = filled = failed = 0
        for paper in to_check(timezone.now(), most):
            made, trouble = check_safely(paper, sources)
            failed = failed + 1 if trouble else 0
            checked += trouble is None
            filled += sum(one.state == OfficialStatement.State.FILLED for one in made)
            for one in made:
                self._say(f"{one.get_state_display()}: {one}")
            if trouble and failed == ENOUGH:
                self._say(f"{CHECKING}: gestopt. {trouble.sentence}")
                break
        self._say(f"{CHECKING}: {checked} Kamerstukken, {filled} gegevens aangevuld.")

    def _foretell(self, sources: Sources, most: int) -> None:
        now = timezone.now()
        for name in news.names(sources):
            since = news.since_of(OfficialCursor.objects.filter(name=name).first(), now)
            try:
                for told in news.listed(name, sources, since):
                    if not OfficialFind.objects.filter(normal_form=told.reference.normal).exists():
                        self._say(f"nieuw: {told.reference.display}: {told.title}")
            except Trouble as trouble:
                self._say(f"{name}: {logged(trouble, 'dry run').sentence}")
        self._say(f"{OfficialTask.objects.due(now).count()} taken zouden opnieuw worden geprobeerd.")
        self._say(f"{len(to_check(now, most))} Kamerstukken zouden worden gecontroleerd. Er is niets vastgelegd.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
