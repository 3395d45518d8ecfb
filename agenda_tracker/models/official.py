"""What is going on with the official sources: what is still to be fetched, what was found new, what they say otherwise.

Kamerstukken and dossiers are named by their normal form, not tied: a row here never keeps a record from being merged or
deleted, and none of this is public.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda_tracker.citations import Reference

from .fields import BYTEWISE, by_clerk
from .letter import LetterKind

# Who runs a task has it this long; after a crash it is free again.
CLAIM = timedelta(minutes=10)


def unclaimed(now: datetime) -> Q:
    """In nobody's hands, or in those of somebody who did not come back."""
    return Q(claimed_until=None) | Q(claimed_until__lte=now)


class OfficialTaskQuerySet(models.QuerySet["OfficialTask"]):
    def due(self, now: datetime) -> "OfficialTaskQuerySet":
        """Those to be tried now, that nobody is trying."""
        return self.free(now).filter(given_up=False, next_at__lte=now)

    def free(self, now: datetime) -> "OfficialTaskQuerySet":
        return self.filter(unclaimed(now))

    def claim(self, pk: int, now: datetime) -> "OfficialTask | None":
        """Take a task to run it; None when it is gone or somebody else is running it."""
        taken = self.free(now).filter(pk=pk).update(claimed_until=now + CLAIM)
        return self.filter(pk=pk).select_related("asked_by").first() if taken else None


class OfficialTask(models.Model):
    """A Kamerstuk to be fetched as a letter that could not be had yet. Gone when it succeeds."""

    normal_form = models.CharField(_("Kamerstuk"), max_length=40, db_collation=BYTEWISE)
    # Which publication, when there are several under the number; "" for the only one.
    identifier = models.CharField(_("publicatie"), max_length=70, blank=True)
    asked_by = by_clerk(_("gevraagd door"))
    asked_at = models.DateTimeField(_("gevraagd"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    next_at = models.DateTimeField(_("volgende poging"), db_index=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    given_up = models.BooleanField(_("opgegeven"), default=False)
    error = models.CharField(_("laatste fout"), max_length=400, blank=True)

    objects = OfficialTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("taak bij de officiële bronnen")
        verbose_name_plural = _("taken bij de officiële bronnen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["normal_form"],
                name="official_task_once",
                violation_error_message=_("Dit Kamerstuk wordt al opgehaald."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference.display

    @property
    def reference(self) -> Reference:
        return Reference.parse(self.normal_form)


class OfficialFind(models.Model):
    """An annotated agenda or report that a source has and this site had not when it was seen."""

    class State(models.TextChoices):
        NEW = "new", _("nieuw")
        TAKEN = "taken", _("opgenomen")
        PASSED = "passed", _("niet voor ons")

    normal_form = models.CharField(_("Kamerstuk"), max_length=40, db_collation=BYTEWISE)
    kind = models.CharField(_("soort"), max_length=20, choices=LetterKind)
    title = models.CharField(_("titel"), max_length=400)
    date = models.DateField(_("datum"), null=True, blank=True)
    state = models.CharField(_("stand"), max_length=6, choices=State, default=State.NEW)
    found_at = models.DateTimeField(_("gevonden"), auto_now_add=True)
    decided_by = by_clerk(_("besloten door"))

    class Meta:
        verbose_name = _("vondst bij de officiële bronnen")
        verbose_name_plural = _("vondsten bij de officiële bronnen")
        ordering = ["-date", "-pk"]
        indexes = [models.Index(fields=["state", "date"], name="official_find_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["normal_form"],
                name="official_find_once",
                violation_error_message=_("Dit Kamerstuk is al gevonden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference.display}: {self.title}"

    @property
    def reference(self) -> Reference:
        return Reference.parse(self.normal_form)


class OfficialStatement(models.Model):
    """What a source says of a Kamerstuk or dossier: filled in here, or different from what stands here."""

    class Field(models.TextChoices):
        TITLE = "title", _("titel")
        DATE = "date", _("datum")
        OTHER_NUMBER = "number", _("nummer in de andere Kamer")

    class State(models.TextChoices):
        FILLED = "filled", _("aangevuld")
        DIFFERS = "differs", _("verschilt")
        ADOPTED = "adopted", _("overgenomen")
        KEPT = "kept", _("niet overgenomen")

    # Of a dossier with `dossier/` before it.
    about = models.CharField(_("over"), max_length=60, db_collation=BYTEWISE)
    field = models.CharField(_("gegeven"), max_length=8, choices=Field)
    value = models.CharField(_("volgens de bron"), max_length=400)
    url = models.URLField(_("bron"), max_length=500, blank=True)
    state = models.CharField(_("stand"), max_length=8, choices=State)
    seen_at = models.DateTimeField(_("gezien"), auto_now_add=True)
    decided_by = by_clerk(_("besloten door"))

    class Meta:
        verbose_name = _("gegeven van een officiële bron")
        verbose_name_plural = _("gegevens van officiële bronnen")
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "id"], name="official_statement_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["about", "field", "value"],
                name="official_statement_once",
                violation_error_message=_("Dit is al eens gezien."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference.display}: {self.get_field_display()} “{self.value}”"

    @property
    def reference(self) -> Reference:
        return Reference.parse(self.about)


class OfficialCheck(models.Model):
    """When a Kamerstuk was last held against the sources, and whether they had it."""

    normal_form = models.CharField(_("Kamerstuk"), max_length=40, unique=True, db_collation=BYTEWISE)
    checked_at = models.DateTimeField(_("nagekeken"))
    found = models.BooleanField(_("gevonden"), default=False)

    class Meta:
        verbose_name = _("controle bij de officiële bronnen")
        verbose_name_plural = _("controles bij de officiële bronnen")

    def __str__(self) -> str:
        return self.normal_form


class OfficialCursorQuerySet(models.QuerySet["OfficialCursor"]):
    def claim(self, name: str, now: datetime) -> "OfficialCursor | None":
        """The cursor, for who may go on with it now; None when another run is busy with it."""
        self.get_or_create(name=name)
        free = self.filter(unclaimed(now), name=name)
        return self.get(name=name) if free.update(claimed_until=now + CLAIM) else None


class OfficialCursor(models.Model):
    """Up to when a source was looked through for new letters."""

    name = models.CharField(_("bron"), max_length=20, unique=True)
    through = models.DateTimeField(_("nagekeken tot"), null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    error = models.CharField(_("laatste fout"), max_length=400, blank=True)

    objects = OfficialCursorQuerySet.as_manager()

    class Meta:
        verbose_name = _("stand bij een officiële bron")
        verbose_name_plural = _("standen bij de officiële bronnen")

    def __str__(self) -> str:
        return self.name

    def release(self, **changed: Any) -> None:
        """Done with it for this run."""
        type(self).objects.filter(pk=self.pk).update(claimed_until=None, **changed)
