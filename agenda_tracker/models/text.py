"""The text of a letter: sections, numbered paragraphs and footnotes."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .letter import Letter
from .meeting import AgendaItem
from .seal import sealed_history


class Section(models.Model):
    class Role(models.TextChoices):
        INTRODUCTION = "introduction", _("inleiding")
        DOCUMENT = "document", _("document")
        NATURE = "nature", _("aard bespreking")
        PROCEDURE = "procedure", _("procedure")
        CONTENT = "content", _("inhoud")
        POSITION = "position", _("inzet Nederland")
        FIELD_OF_FORCES = "field_of_forces", _("krachtenveld")
        PARLIAMENT = "parliament", _("rol Europees Parlement")
        TIMETABLE = "timetable", _("tijdpad")
        RESULT = "result", _("uitkomst")
        INTERVENTION = "intervention", _("Nederlandse interventie")
        OTHER = "other", _("overig")

    letter = models.ForeignKey(Letter, verbose_name=_("brief"), on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveIntegerField(_("volgorde"))
    heading = models.CharField(_("kop"), max_length=300, blank=True)
    level = models.PositiveSmallIntegerField(_("niveau"), default=1)
    role = models.CharField(_("rol"), max_length=16, choices=Role, default=Role.CONTENT)
    agenda_item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("agendapunt"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sections",
    )

    history = sealed_history()

    class Meta:
        verbose_name = _("deel van de brief")
        verbose_name_plural = _("delen van de brief")
        ordering = ["letter", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "order"],
                name="section_order_unique",
                violation_error_message=_("De brief heeft al een deel op die plaats."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.get_role_display()

    def clean(self) -> None:
        """What a letter says on an item stands on one that some part of it treats."""
        mine = Section.objects.filter(letter=self.letter_id)
        was = mine.filter(pk=self.pk).values_list("agenda_item", flat=True).first() if self.pk else None
        if was is None or was == self.agenda_item_id or mine.exclude(pk=self.pk).filter(agenda_item=was).exists():
            return
        if self.letter.positions.filter(agenda_item=was, review="confirmed").exists():
            raise ValidationError(
                _(
                    "Bij het agendapunt van dit deel zijn standpunten bevestigd; laat eerst een ander deel het behandelen."
                )
            )


class Paragraph(models.Model):
    letter = models.ForeignKey(Letter, verbose_name=_("brief"), on_delete=models.CASCADE, related_name="paragraphs")
    section = models.ForeignKey(Section, verbose_name=_("deel"), on_delete=models.CASCADE, related_name="paragraphs")
    order = models.PositiveIntegerField(_("volgorde in de brief"))
    number = models.CharField(
        _("alineanummer"), max_length=8, help_text=_("Ligt vast na publicatie; een invoeging wordt 12a.")
    )
    text = models.TextField(_("tekst"))

    history = sealed_history()

    class Meta:
        verbose_name = _("alinea")
        verbose_name_plural = _("alinea’s")
        ordering = ["letter", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "number"],
                name="paragraph_number_unique",
                violation_error_message=_("De brief heeft al een alinea met dat nummer."),
            ),
            models.UniqueConstraint(
                fields=["letter", "order"],
                name="paragraph_order_unique",
                violation_error_message=_("De brief heeft al een alinea op die plaats."),
            ),
        ]

    def __str__(self) -> str:
        return f"{_('alinea')} {self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.letter.get_absolute_url()}#p{self.number}"

    def clean(self) -> None:
        if self.section_id and self.section.letter_id != self.letter_id:
            raise ValidationError({"section": _("Dit deel hoort bij een andere brief.")})
        if self.number and not re.fullmatch(r"[1-9]\d{0,4}[a-z]{0,3}", self.number):
            raise ValidationError({"number": _("Een alineanummer is een getal, na een invoeging met een letter: 12a.")})


class Footnote(models.Model):
    letter = models.ForeignKey(Letter, verbose_name=_("brief"), on_delete=models.CASCADE, related_name="footnotes")
    order = models.PositiveIntegerField(_("volgorde"))
    marker = models.CharField(_("teken"), max_length=8)
    text = models.TextField(_("tekst"))
    paragraph = models.ForeignKey(
        Paragraph, verbose_name=_("alinea"), null=True, blank=True, on_delete=models.SET_NULL, related_name="footnotes"
    )
    offset = models.PositiveIntegerField(
        _("plaats in de alinea"), default=0, help_text=_("Aantal tekens vóór het nootteken.")
    )

    history = sealed_history()

    class Meta:
        verbose_name = _("voetnoot")
        verbose_name_plural = _("voetnoten")
        ordering = ["letter", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "order"],
                name="footnote_order_unique",
                violation_error_message=_("De brief heeft al een voetnoot op die plaats."),
            ),
        ]

    def __str__(self) -> str:
        return f"{_('voetnoot')} {self.marker}"

    def clean(self) -> None:
        if self.paragraph and self.paragraph.letter_id != self.letter_id:
            raise ValidationError({"paragraph": _("Deze alinea hoort bij een andere brief.")})
        if self.paragraph and self.offset is not None and self.offset > len(self.paragraph.text):
            raise ValidationError({"offset": _("Het nootteken staat voorbij het einde van de alinea.")})
