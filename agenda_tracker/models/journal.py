"""The journal of everything that became, changed or ceased to be public."""

from django.db import models
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

    class Meta:
        verbose_name = _("stand van het journaal")

    def __str__(self) -> str:
        return str(self.number)
