"""Ministries, the offices they hold, and who held them when."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .chains import closes_ring
from .dates import in_these_years
from .fields import FoldedField, UniqueFolded, lines
from .seal import sealed_history


class MinistryQuerySet(models.QuerySet["Ministry"]):
    def public(self) -> "MinistryQuerySet":
        """All: which ministries exist is no secret."""
        return self.all()


class Ministry(models.Model):
    name = models.CharField(_("naam"), max_length=120, unique=True)
    abbreviation = models.CharField(_("afkorting"), max_length=12, blank=True)
    slug = models.SlugField(_("adres"), max_length=60, unique=True)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("opgevolgd door"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    name_key = FoldedField("name")

    objects = MinistryQuerySet.as_manager()
    history = sealed_history()

    class Meta:
        verbose_name = _("ministerie")
        verbose_name_plural = _("ministeries")
        ordering = ["name_key"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(successor=models.F("id")),
                name="ministry_not_its_own_successor",
                violation_error_message=_("Een ministerie kan niet zijn eigen opvolger zijn."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.pk and self.successor_id == self.pk:
            raise ValidationError({"successor": _("Een ministerie kan niet zijn eigen opvolger zijn.")})
        if closes_ring(self, "successor"):
            raise ValidationError({"successor": _("Dit ministerie volgt het gekozen zelf op; kies een ander.")})


class Office(models.Model):
    name = models.CharField(
        _("ambt"), max_length=200, unique=True, help_text=_("Bijvoorbeeld “Minister van Defensie”.")
    )
    ministry = models.ForeignKey(
        Ministry, verbose_name=_("ministerie"), on_delete=models.PROTECT, related_name="offices"
    )
    aliases = models.TextField(_("ook geschreven als"), blank=True, help_text=_("Eén schrijfwijze per regel."))
    slug = models.SlugField(_("adres"), max_length=100, unique=True)
    name_key = FoldedField("name")

    history = sealed_history()

    class Meta:
        verbose_name = _("ambt")
        verbose_name_plural = _("ambten")
        ordering = ["name_key"]

    def __str__(self) -> str:
        return self.name

    def alias_list(self) -> list[str]:
        return lines(self.aliases)


class OfficeHolder(models.Model):
    office = models.ForeignKey(Office, verbose_name=_("ambt"), on_delete=models.PROTECT, related_name="holders")
    name = models.CharField(_("naam"), max_length=120)
    start_date = models.DateField(_("vanaf"), validators=[in_these_years])
    end_date = models.DateField(_("tot en met"), validators=[in_these_years], null=True, blank=True)
    name_key = FoldedField("name")

    history = sealed_history()

    class Meta:
        verbose_name = _("ambtsdrager")
        verbose_name_plural = _("ambtsdragers")
        ordering = ["-start_date", "name_key"]
        constraints = [
            UniqueFolded(
                fields=["office", "name_key", "start_date"],
                name="office_holder_unique",
                violation_error_message=_("Deze ambtsdrager staat er voor dit ambt en deze begindatum al."),
            ),
            models.CheckConstraint(
                condition=models.Q(end_date__isnull=True) | models.Q(end_date__gte=models.F("start_date")),
                name="office_holder_dates_in_order",
                violation_error_message=_("De einddatum ligt vóór de begindatum."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"
