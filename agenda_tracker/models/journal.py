"""The journal of everything that became, changed or ceased to be public."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

from django.db import connections, models, router
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .letter import Letter


class PublicChange(models.Model):
    """One line; numbers follow commit order, so a reader that keeps the last number it saw misses nothing."""

    class Change(models.TextChoices):
        BECAME = "became", _("openbaar geworden")
        CHANGED = "changed", _("gewijzigd")
        CEASED = "ceased", _("niet meer openbaar")

    number = models.PositiveBigIntegerField(_("nummer"), primary_key=True)
    kind = models.CharField(_("soort"), max_length=20)
    object_id = models.PositiveBigIntegerField()
    change = models.CharField(_("wat"), max_length=10, choices=Change)
    letter = models.ForeignKey(Letter, verbose_name=_("brief"), null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("openbare wijziging")
        verbose_name_plural = _("journaal")
        ordering = ["-number"]
        indexes = [models.Index(fields=["kind", "object_id", "number"], name="journal_by_object")]

    def __str__(self) -> str:
        return f"{self.number}: {self.kind} {self.object_id} {self.get_change_display()}"


class JournalHead(models.Model):
    """The single row that is locked to hand out journal numbers; the last number given."""

    number = models.PositiveBigIntegerField(default=0)
    # Whose journal this is: what is derived from another site's journal is of no use here.
    site = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("stand van het journaal")

    def __str__(self) -> str:
        return str(self.number)


def ceased(kind: str, pk: int) -> PublicChange | None:
    """The line with which a record ceased to be public; None when it never was, or is today. One query."""
    last = PublicChange.objects.filter(kind=kind, object_id=pk).order_by("-number").first()
    return last if last is not None and last.change == PublicChange.Change.CEASED else None


def last_public_day() -> date | None:
    """The day in the Netherlands of the last line of the journal; None while nothing has been public.

    Never after today: a line may have been written while the clock of the server was ahead.
    """
    head = seen_head()
    if head is None or not head.at:
        return None
    return min(timezone.localdate(datetime.fromisoformat(head.at)), timezone.localdate())


@dataclass(frozen=True)
class Head:
    """How far the journal has come: the site, its last number, and when that line was written, in ISO 8601 ("" for none)."""

    site: str
    number: int
    at: str


_seen: ContextVar[Head | None] = ContextVar("seen", default=None)


@contextmanager
def reading_at(head: Head | None) -> Iterator[None]:
    """Let whatever is worked out inside count as the state of this head, which was read before any row."""
    token = _seen.set(head)
    try:
        yield
    finally:
        _seen.reset(token)


def seen_head() -> Head | None:
    """The head that this answer is made at; the one of this moment when none was read for it."""
    return _seen.get() or read_head()


def read_head() -> Head | None:
    """The head of the journal, in one query; None when nothing was ever public here."""
    # Where the rows will be read, too; the router knows.
    connection = connections[router.db_for_read(JournalHead)]
    with connection.cursor() as cursor:
        cursor.execute(*_question(connection.vendor))
        found = cursor.fetchone()
    return _head(*found) if found else None


@lru_cache(maxsize=8)
def _head(site: uuid.UUID | str, number: int, at: datetime | str | None) -> Head:
    """What a database gave; the same row again and again, until something is published."""
    return Head(str(uuid.UUID(str(site))), number, _iso(at))


def _iso(at: datetime | str | None) -> str:
    """SQLite keeps a moment in UTC without saying so, and perhaps as text."""
    if at is None:
        return ""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


@cache
def _question(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Written out once for each kind of database: it is asked before every answer."""
    line = PublicChange.objects.filter(number=models.OuterRef("number")).order_by().values("at")
    head = JournalHead.objects.filter(pk=1).annotate(at=models.Subquery(line)).values_list("site", "number", "at")
    return head.query.sql_with_params()
