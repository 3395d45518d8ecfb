"""What waits on the desk of the official sources: new letters, letters still to be fetched, data that differ."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda_tracker.citations import Reference
from agenda_tracker.intake.official import news
from agenda_tracker.intake.official.check import record_of
from agenda_tracker.intake.official.sources import can_fetch
from agenda_tracker.models import Dossier, Kamerstuk, OfficialCursor, OfficialFind, OfficialStatement, OfficialTask
from agenda_tracker.models.dates import long_date
from agenda_tracker.search import counted

from .base import is_public
from .block import Block, Line, joined
from .undoing import PUBLISH

Field = OfficialStatement.Field


class OfficialBlock(Block):
    permission = "add_letter"
    empty: ClassVar[Any] = ""

    @property
    def is_shown(self) -> bool:
        return bool(can_fetch() or settings.TK_ODATA_URL) and super().is_shown


class OfficialNews(OfficialBlock):
    key, title = "nieuw-officieel", gettext_lazy("Nieuw bij de officiële bronnen")

    @property
    def is_shown(self) -> bool:
        """Only a source that can be searched tells what is new."""
        return bool(settings.OFFICIAL_SRU_URL or settings.TK_ODATA_URL) and super().is_shown

    @property
    def empty(self) -> str:
        """Why there is nothing: nobody looked yet, looking failed, or there is nothing new."""
        cursors = list(OfficialCursor.objects.filter(name__in=[news.PUBLISHED, news.CHAMBER]).order_by("name"))
        wrong = " ".join(one.error for one in cursors if one.error)
        days = [one.through for one in cursors if one.through]
        if not cursors or (not days and not wrong):
            return _("Er is nog niet gezocht; dat doet de opdracht fetch_official, elke nacht.")
        until = f" {_('Nagekeken tot en met')} {long_date(timezone.localdate(min(days)))}." if days else ""
        return f"{wrong}{until}".strip() if wrong else f"{_('Niets nieuws.')}{until}"

    def rows(self) -> "QuerySet[OfficialFind]":
        return news.waiting()

    def line(self, row: Any) -> Line:
        said = joined(row.get_kind_display(), long_date(row.date) if row.date else "")
        answers = (("take", _("Opnemen")), ("pass", _("Niet voor ons")))
        return Line(
            row.reference.official_url,
            str(row),
            said,
            act=reverse("admin:official_find", args=[row.pk]),
            answers=answers,
        )


class OfficialTasks(OfficialBlock):
    key, title = "nog-op-te-halen", gettext_lazy("Nog op te halen bij de officiële bronnen")
    empty = gettext_lazy("Niets: alles wat gevraagd is, is opgehaald.")

    def rows(self) -> "QuerySet[OfficialTask]":
        return OfficialTask.objects.select_related("asked_by").order_by("-given_up", "-pk")

    def line(self, row: Any) -> Line:
        tried = counted(row.attempts, _("keer geprobeerd"), _("keer geprobeerd")) if row.attempts else ""
        following = "" if row.given_up else f"{_('volgende poging')} {self._when(row.next_at)}"
        if row.claimed_until and row.claimed_until > timezone.now():
            following = _("wordt nu opgehaald")
        alarm = _("Opgegeven:") if row.given_up else ""
        answers = (("now", _("Nu opnieuw proberen")), ("drop", _("Niet meer ophalen")))
        act = reverse("admin:official_task", args=[row.pk])
        said = joined(row.error, tried, following)
        return Line(row.reference.official_url, str(row), said, alarm, act=act, answers=answers)

    def _when(self, moment: Any) -> str:
        local = timezone.localtime(moment)
        day = _("vandaag") if local.date() == self.today else long_date(local.date())
        return f"{day} {_('om')} {local:%H:%M}"


class OfficialDoubts(OfficialBlock):
    key, title = "anders-officieel", gettext_lazy("Anders volgens de officiële bron")
    empty = gettext_lazy("Geen: wat hier staat, komt overeen met de bronnen.")
    permission = "change_kamerstuk"

    def rows(self) -> "QuerySet[OfficialStatement]":
        return OfficialStatement.objects.filter(state=OfficialStatement.State.DIFFERS).order_by("-pk")

    def lines(self, rows: Sequence[Any]) -> list[Line]:
        self.records = records_of(rows)
        return [self.line(row) for row in rows]

    def line(self, row: Any) -> Line:
        record = self.records.get(row.about)
        said = f"{_('hier')}: {_here(record, row)}. {_('bron')}: {_shown(row.value, row.field)}"
        model = record._meta.model_name if record else ""
        url = reverse(f"admin:agenda_tracker_{model}_change", args=[record.pk]) if record else ""
        answers = (("adopt", _("Overnemen")), ("keep", _("Zo laten")))
        text = f"{row.reference.display}, {row.get_field_display()}"
        return Line(url, text, said, act=reverse("admin:official_statement", args=[row.pk]), answers=answers)


def records_of(rows: Sequence[OfficialStatement]) -> dict[str, Any]:
    """The Kamerstukken and dossiers that statements are about, in two queries."""
    dossiers = [row.reference.dossier_normal for row in rows if row.reference.kind == "dossier"]
    papers = [row.about for row in rows if row.reference.kind == "paper"]
    found: dict[str, Any] = {one.normal_form: one for one in Kamerstuk.objects.filter(normal_form__in=papers)}
    return found | {f"dossier/{one.normal_form}": one for one in Dossier.objects.filter(normal_form__in=dossiers)}


def may_decide(user: Any, statement: OfficialStatement | None) -> bool:
    """Who changes such records; of what is public, only who publishes. Without a statement: whether one ever may."""
    kind = "dossier" if statement and statement.reference.kind == "dossier" else "kamerstuk"
    if not user.has_perm(f"agenda_tracker.change_{kind}"):
        return False
    record = record_of(statement) if statement else None
    return record is None or user.has_perm(PUBLISH) or not is_public(record)


def _here(record: Any, statement: OfficialStatement) -> str:
    if statement.field == Field.OTHER_NUMBER:
        return _("geen, of een andere brief")
    return _shown(getattr(record, statement.field, ""), statement.field)


def _shown(value: Any, field: str) -> str:
    """A value in words; there may be none."""
    text = str(value or "")
    if not text:
        return _("niets")
    if field == Field.DATE:
        return long_date(date.fromisoformat(text))
    return Reference.parse(text).display if field == Field.OTHER_NUMBER else f"“{text}”"
