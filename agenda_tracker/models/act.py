"""What was done at the desk: who did what when, which rows it altered, and whether it was taken back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, router, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import by_clerk
from .journal import JournalHead
from .seal import plain_of, sealed, written
from .snapshot import Delta

# What is sealed of an act: not who did it, which is let go of with the account, nor whether it was undone since.
SEALED = ("at", "verb", "what", "kind", "object_id", "about_letter", "deltas", "undoes_id")


class DeskAct(models.Model):
    """One act of a clerk, complete enough to be undone. An undo is an act, too; undoing that does it again."""

    class Verb(models.TextChoices):
        ADD = "add", _("toegevoegd")
        CHANGE = "change", _("gewijzigd")
        DELETE = "delete", _("verwijderd")
        RESTORE = "restore", _("oude versie teruggezet")
        CONFIRM = "confirm", _("akkoord")
        REJECT = "reject", _("afgewezen")
        REOPEN = "reopen", _("besluit teruggenomen")
        MERGE = "merge", _("samengevoegd")
        SPLIT = "split", _("gesplitst")
        MARK = "mark", _("in de tekst gemarkeerd")
        MATCH = "match", _("gekoppeld")
        REREAD = "reread", _("opnieuw gelezen")
        PUBLISH = "publish", _("gepubliceerd")
        WITHDRAW = "withdraw", _("ingetrokken")
        CORRECT = "correct", _("gecorrigeerd")
        UNDO = "undo", _("ongedaan gemaakt")

    at = models.DateTimeField(_("wanneer"), default=timezone.now, editable=False, db_index=True)
    actor = by_clerk(_("wie"))
    verb = models.CharField(_("wat"), max_length=10, choices=Verb)
    what = models.CharField(_("omschrijving"), max_length=300)
    kind = models.CharField(_("soort"), max_length=40)
    object_id = models.PositiveBigIntegerField(null=True)
    # Not a foreign key: the acts on a letter that was thrown away are what brings it back.
    about_letter = models.PositiveBigIntegerField(null=True, db_index=True)
    deltas = models.JSONField(default=list)
    undoes = models.ForeignKey(
        "self", verbose_name=_("maakt ongedaan"), null=True, on_delete=models.PROTECT, related_name="undone_by"
    )
    undone = models.BooleanField(_("ongedaan gemaakt"), default=False)
    # None for an act that was done before there were seals, as in histories.
    seal = models.CharField(max_length=32, null=True, editable=False)  # noqa: DJ001

    class Meta:
        verbose_name = _("handeling")
        verbose_name_plural = _("handelingen")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "object_id", "id"], name="act_by_object")]

    def __str__(self) -> str:
        return self.what

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new one gets a seal over itself and over the act before it, one after the other."""
        if not self._state.adding:
            super().save(*args, **kwargs)
            return
        with transaction.atomic(using=router.db_for_write(type(self))):
            list(written(JournalHead).select_for_update().filter(pk=1).values_list("pk"))
            before = written(type(self)).order_by("-pk").values_list("seal", flat=True).first()
            self.seal = self.seal_after(before)
            super().save(*args, **kwargs)

    def seal_after(self, before: str | None) -> str:
        """What the seal of this act must be after one with that seal (None: it is the first)."""
        fields: list[Any] = [self._meta.get_field(name) for name in SEALED]
        return sealed(before, {field.attname: plain_of(field, getattr(self, field.attname)) for field in fields})

    @property
    def changes(self) -> list[Delta]:
        return [Delta(**one) for one in self.deltas]

    @property
    def can_be_undone(self) -> bool:
        """Whether there is something to take back; rows altered since are found out when it is tried."""
        return bool(self.deltas) and not self.undone


class Overtaken(ValidationError):
    """An act cannot be undone because what it left was changed since; the message says what to do."""
