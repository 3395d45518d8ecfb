"""What visitors searched for in vain: the words and the day, and nothing of who or when on that day."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import BYTEWISE

KEPT_DAYS = 180
# A text counts as a want, and not as one person's slip, when it was typed on so many different days.
WANTED_DAYS = 3


class MissedSearchQuerySet(models.QuerySet["MissedSearch"]):
    def too_old(self, today: date) -> "MissedSearchQuerySet":
        return self.filter(day__lt=today - timedelta(days=KEPT_DAYS))

    def wanted(self, today: date) -> "models.QuerySet[MissedSearch, dict[str, Any]]":
        """The texts (`text`, `days`, `last`) typed on three or more days that still count, most frequent first."""
        counting = self.filter(day__gte=today - timedelta(days=KEPT_DAYS)).order_by()
        counted = counting.values("text").annotate(days=models.Count("pk"), last=models.Max("day"))
        return counted.filter(days__gte=WANTED_DAYS).order_by("-days", "-last", "text")


class MissedSearch(models.Model):
    """One text on one day, however often it was typed; written only when the operator switched that on."""

    text = models.CharField(_("gezocht"), max_length=200, db_collation=BYTEWISE)
    day = models.DateField(_("dag"))

    objects = MissedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("vergeefse zoekopdracht")
        verbose_name_plural = _("vergeefse zoekopdrachten")
        ordering = ["-day", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "text"],
                name="missed_search_once_a_day",
                violation_error_message=_("Deze zoekopdracht staat er voor die dag al."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
