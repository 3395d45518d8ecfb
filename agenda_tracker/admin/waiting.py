"""What waits on the desk, in blocks: which rows, and for each a line that leads to the work."""

from collections.abc import Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda_tracker.models import (
    GovernmentPosition,
    KamerstukReference,
    Letter,
    LetterKind,
    LetterMeeting,
    LetterSource,
    MinisterialMeeting,
    MissedSearch,
)
from agenda_tracker.models.dates import long_date
from agenda_tracker.search import counted, late, sent_ahead

from .block import Block, Line, joined
from .official_waiting import OfficialDoubts, OfficialNews, OfficialTasks

State = MinisterialMeeting.State
OPEN = (KamerstukReference.Status.UNKNOWN, KamerstukReference.Status.AMBIGUOUS)


class Drafts(Block):
    key, title = "concepten", gettext_lazy("Concepten")
    empty = gettext_lazy("Er zijn geen concepten. Lees een brief in om te beginnen.")
    permission = "change_letter"

    def rows(self) -> "QuerySet[Letter]":
        """This clerk's own first, then the newest. Who made a letter stands in the first line of its history."""
        history = Letter.history.model.objects
        made = history.filter(id=OuterRef("pk"), history_type="+").order_by("history_date", "history_id")
        waiting = GovernmentPosition.objects.filter(letter=OuterRef("pk"), review="suggested").order_by()
        counted_ones = waiting.values("letter").annotate(count=Count("pk")).values("count")
        letters = (
            Letter.objects.filter(status=Letter.Status.DRAFT)
            .annotate(
                undecided=Coalesce(Subquery(counted_ones), 0),
                maker=Subquery(made.values("history_user")[:1]),
            )
            .defer("as_read", "reading_notes", "read_meetings")
        )
        return letters.order_by(Case(When(maker=self.user.pk, then=Value(0)), default=Value(1)), "-created_at", "-pk")

    def lines(self, rows: Sequence[Any]) -> list[Line]:
        self.makers = get_user_model()._default_manager.in_bulk({letter.maker for letter in rows if letter.maker})
        return super().lines(rows)

    def line(self, row: Any) -> Line:
        waits = counted(row.undecided, _("standpunt te beoordelen"), _("standpunten te beoordelen"))
        said = [self._made_by(row.maker), row.dated, waits if row.undecided else ""]
        return Line(reverse("admin:agenda_tracker_letter_review", args=[row.pk]), str(row), joined(*said))

    def _made_by(self, maker: int | None) -> str:
        if maker == self.user.pk:
            return _("van u")
        known: Any = self.makers.get(maker)
        return f"{_('van')} {known.get_full_name() or known.get_username()}" if known else _("niet door een medewerker")


class Meetings(Block):
    """Meetings that no published letter treats as `kind`; a draft that does is told."""

    permission = "change_ministerialmeeting"
    kind: ClassVar[LetterKind]

    def meetings(self) -> "QuerySet[MinisterialMeeting]":
        treated = LetterMeeting.objects.filter(meeting=OuterRef("pk"), kind=self.kind).order_by()
        drafts = Letter.objects.filter(status=Letter.Status.DRAFT).order_by()
        meetings = MinisterialMeeting.objects.exclude(state=State.CANCELLED).select_related("formation")
        return meetings.filter(~Exists(treated.filter(Letter.objects.public().of()))).annotate(
            has_draft=Exists(treated.filter(letter__in=drafts))
        )

    def line(self, row: Any) -> Line:
        moved = row.get_state_display() if row.state == State.MOVED else ""
        remark = joined(self.when(row), moved, _("er ligt een concept") if row.has_draft else "")
        url = reverse("admin:agenda_tracker_ministerialmeeting_change", args=[row.pk])
        return Line(url, str(row), remark, self.alarm(row))

    def when(self, meeting: MinisterialMeeting) -> str:
        raise NotImplementedError

    def alarm(self, meeting: MinisterialMeeting) -> str:
        return ""


class WithoutAgenda(Meetings):
    key, title = "zonder-agenda", gettext_lazy("Komende vergaderingen zonder geannoteerde agenda")
    empty = gettext_lazy("Geen: elke komende vergadering op de kalender heeft een agenda.")
    kind = LetterKind.AGENDA

    def rows(self) -> "QuerySet[MinisterialMeeting]":
        return self.meetings().filter(start_date__gte=self.today).order_by("start_date", "pk")

    def is_near(self, meeting: MinisterialMeeting) -> bool:
        return (meeting.start_date - self.today).days < settings.DAYS_BEFORE

    def when(self, meeting: MinisterialMeeting) -> str:
        return "" if self.is_near(meeting) else self._left(meeting)

    def alarm(self, meeting: MinisterialMeeting) -> str:
        return f"{_('Spoed:')} {self._left(meeting)}" if self.is_near(meeting) else ""

    def _left(self, meeting: MinisterialMeeting) -> str:
        days = (meeting.start_date - self.today).days
        return f"{_('nog')} {counted(days, _('dag'), _('dagen'))}" if days else _("vandaag")


class WithoutReport(Meetings):
    key, title = "zonder-verslag", gettext_lazy("Vergaderingen zonder verslag")
    empty = gettext_lazy("Geen: van elke vergadering die is geweest, staat het verslag op de site.")
    kind = LetterKind.REPORT

    def rows(self) -> "QuerySet[MinisterialMeeting]":
        return self.meetings().filter(end_date__lt=self.today).order_by("-end_date", "-pk")

    def when(self, meeting: MinisterialMeeting) -> str:
        return f"{counted((self.today - meeting.end_date).days, _('dag'), _('dagen'))} {_('geleden')}"


class LateLetters(Block):
    key, title = "te-laat", gettext_lazy("Laat gestuurde geannoteerde agenda’s")
    permission = "change_letter"

    @property
    def empty(self) -> str:
        norm = counted(settings.DAYS_BEFORE, _("dag"), _("dagen"))
        return f"{_('Geen: elke agenda kwam minstens')} {norm} {_('voor de vergadering.')}"

    def rows(self) -> "QuerySet[LetterMeeting]":
        treatments = late(sent_ahead(self.letters()), settings.DAYS_BEFORE)
        return treatments.select_related("letter", "meeting__formation").order_by("-meeting__start_date", "-pk")

    def line(self, row: Any) -> Line:
        meeting = row.meeting
        url = reverse("admin:agenda_tracker_letter_review", args=[row.letter_id])
        said = joined(_ahead(row.ahead.days), f"{meeting.formation.short_name}, {meeting.dates}")
        return Line(url, str(row.letter), said)


class OpenReferences(Block):
    key, title = "verwijzingen", gettext_lazy("Brieven met verwijzingen die niet eenduidig zijn herkend")
    empty = gettext_lazy("Geen: elke verwijzing naar een Kamerstuk is herkend.")
    permission = "change_letter"

    def rows(self) -> "QuerySet[Letter]":
        """Drafts first, then the newest."""
        cites = KamerstukReference.objects.filter(letter=OuterRef("pk"), status__in=OPEN).order_by()
        letters = self.letters().filter(Exists(cites))
        for status in OPEN:
            letters = letters.annotate(**{status.value: Count("references", filter=Q(references__status=status))})
        letters = letters.annotate(first=Min("references", filter=Q(references__status__in=OPEN)))
        return letters.order_by("status", F("date").desc(nulls_last=True), "-pk")

    def line(self, row: Any) -> Line:
        url = reverse("admin:agenda_tracker_letter_review", args=[row.pk]) + f"#verwijzing-{row.first}"
        unknown = f"{row.unknown} {_('onbekend')}" if row.unknown else ""
        ambiguous = f"{row.ambiguous} {_('met meer dan één uitleg')}" if row.ambiguous else ""
        return Line(url, str(row), joined(unknown, ambiguous, row.get_status_display()))


class UnreadSources(Block):
    key, title = "niet-gelezen", gettext_lazy("Ontvangen, maar niet gelezen")
    empty = gettext_lazy("Geen: elk ontvangen bestand is gelezen.")
    permission = "change_lettersource"

    def rows(self) -> "QuerySet[LetterSource]":
        return LetterSource.objects.unread().order_by("-received_at", "-pk")

    def line(self, row: Any) -> Line:
        return Line(reverse("admin:agenda_tracker_lettersource_change", args=[row.pk]), str(row), row.why_unread)


class MissedSearches(Block):
    key, title = "vergeefs-gezocht", gettext_lazy("Vergeefs gezocht op de site")
    empty = gettext_lazy("Geen: er is niets op drie of meer dagen vergeefs gezocht.")
    permission = "change_letter"

    @property
    def is_shown(self) -> bool:
        return settings.KEEP_MISSED_SEARCHES and super().is_shown

    def rows(self) -> "QuerySet[Any, Any]":
        return MissedSearch.objects.wanted(self.today)

    def line(self, row: Any) -> Line:
        said = f"{_('op')} {row['days']} {_('dagen, het laatst op')} {long_date(row['last'])}"
        return Line(f"{reverse('search')}?{urlencode({'q': row['text']})}", row["text"], said, dismiss=row["text"])


BLOCKS: tuple[type[Block], ...] = (
    Drafts,
    OfficialNews,
    OfficialTasks,
    WithoutAgenda,
    WithoutReport,
    LateLetters,
    OpenReferences,
    OfficialDoubts,
    UnreadSources,
    MissedSearches,
)


def blocks_for(user: Any) -> list[Block]:
    """The blocks this clerk may act on, in the order of the work."""
    today = timezone.localdate()
    return [block for block in (kind(user, today) for kind in BLOCKS) if block.is_shown]


def _ahead(days: int) -> str:
    if days == 0:
        return _("op de dag zelf")
    return f"{counted(abs(days), _('dag'), _('dagen'))} {_('vooraf') if days > 0 else _('na het begin')}"
