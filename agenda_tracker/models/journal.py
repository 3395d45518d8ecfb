"""The journal of everything that became, changed or ceased to be public."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import models
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


def last_public_day() -> date | None:
    """The day in the Netherlands of the last line of the journal; None while nothing has been public.

    Never after today: a line may have been written while the clock of the server was ahead.
    """
    moment = PublicChange.objects.order_by("-number").values_list("at", flat=True).first()
    return min(timezone.localdate(moment), timezone.localdate()) if moment else None


@dataclass(frozen=True)
class Head:
    """How far the journal has come: the site, its last number, and when that line was written (ISO 8601; "" for none)."""

    site: str
    number: int
    at: str


def read_head() -> Head | None:
    """The head of the journal, in one query; None when nothing was ever public here."""
    line = PublicChange.objects.filter(number=models.OuterRef("number")).order_by().values("at")
    found = (
        JournalHead.objects.filter(pk=1).annotate(at=models.Subquery(line)).values_list("site", "number", "at").first()
    )
    if found is None:
        return None
    site, number, at = found
    return Head(str(site), number, at.isoformat() if at else "")
