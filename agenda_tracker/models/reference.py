"""Where a letter cites a Kamerstuk or dossier."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .kamerstuk import Dossier, Kamerstuk
from .letter import Letter
from .public import PublicManager
from .seal import sealed_history
from .text import Footnote, Paragraph


class ReferenceQuerySet(models.QuerySet["KamerstukReference"]):
    def public(self) -> "ReferenceQuerySet":
        return self.filter(Letter.objects.public().of())


class KamerstukReference(models.Model):
    """A citation as written; never dropped and never guessed: what it means may stay open."""

    class Status(models.TextChoices):
        RESOLVED = "resolved", _("herkend")
        AMBIGUOUS = "ambiguous", _("meer dan één uitleg")
        UNKNOWN = "unknown", _("onbekend")

    letter = models.ForeignKey(Letter, verbose_name=_("brief"), on_delete=models.CASCADE, related_name="references")
    paragraph = models.ForeignKey(
        Paragraph, verbose_name=_("alinea"), null=True, blank=True, on_delete=models.CASCADE, related_name="references"
    )
    footnote = models.ForeignKey(
        Footnote, verbose_name=_("voetnoot"), null=True, blank=True, on_delete=models.CASCADE, related_name="references"
    )
    start = models.PositiveIntegerField(_("begin"))
    end = models.PositiveIntegerField(_("einde"))
    as_written = models.CharField(_("zoals geschreven"), max_length=300)
    normal_form = models.CharField(
        _("normaalvorm"), max_length=120, help_text=_("Bij meer uitleggen gescheiden door een puntkomma.")
    )
    status = models.CharField(_("stand"), max_length=10, choices=Status, default=Status.UNKNOWN)
    kamerstuk = models.ForeignKey(
        Kamerstuk,
        verbose_name=_("Kamerstuk"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
    )
    dossier = models.ForeignKey(
        Dossier, verbose_name=_("dossier"), null=True, blank=True, on_delete=models.PROTECT, related_name="citations"
    )

    objects = PublicManager.from_queryset(ReferenceQuerySet)()
    history = sealed_history()

    class Meta:
        verbose_name = _("verwijzing")
        verbose_name_plural = _("verwijzingen")
        ordering = ["letter", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(paragraph__isnull=True) ^ models.Q(footnote__isnull=True),
                name="reference_in_paragraph_or_footnote",
                violation_error_message=_("Een verwijzing staat in een alinea of in een voetnoot."),
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="reference_span_not_empty",
                violation_error_message=_("Het einde ligt niet na het begin."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="resolved")
                | models.Q(kamerstuk__isnull=False)
                | models.Q(dossier__isnull=False),
                name="reference_resolved_has_target",
                violation_error_message=_("Een herkende verwijzing heeft een Kamerstuk of een dossier."),
            ),
        ]

    def __str__(self) -> str:
        return self.as_written

    def clean(self) -> None:
        for name, place in (("paragraph", self.paragraph), ("footnote", self.footnote)):
            if place and place.letter_id != self.letter_id:
                raise ValidationError({name: _("Deze tekst hoort bij een andere brief.")})

    @property
    def target(self) -> Kamerstuk | Dossier | None:
        return self.kamerstuk or self.dossier
