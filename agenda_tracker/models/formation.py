"""Bodies that meet: a Council formation, NATO ministers, the Eurogroup."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import FoldedField, UniqueFolded, lines
from .seal import sealed_history


class FormationQuerySet(models.QuerySet["Formation"]):
    def public(self) -> "FormationQuerySet":
        """All: which bodies exist is no secret."""
        return self.all()


class Formation(models.Model):
    class Organisation(models.TextChoices):
        EU = "eu", _("EU")
        NATO = "navo", _("NAVO")
        OSCE = "ovse", _("OVSE")
        COUNCIL_OF_EUROPE = "rve", _("Raad van Europa")
        UN = "vn", _("VN")
        BENELUX = "benelux", _("Benelux")
        IMF = "imf", _("IMF")
        WORLD_BANK = "wereldbank", _("Wereldbank")
        WTO = "wto", _("WTO")
        OECD = "oeso", _("OESO")
        G7 = "g7", _("G7")
        G20 = "g20", _("G20")
        ESA = "esa", _("ESA")
        OTHER = "overig", _("Overig")

    organisation = models.CharField(_("organisatie"), max_length=12, choices=Organisation)
    name = models.CharField(
        _("naam"), max_length=200, help_text=_("Zoals in brieven, bijvoorbeeld “Raad Buitenlandse Zaken”.")
    )
    abbreviation = models.CharField(_("afkorting"), max_length=30, blank=True)
    aliases = models.TextField(
        _("ook bekend als"),
        blank=True,
        help_text=_("Eén naam per regel. Hieraan herkent het inlezen het gremium in een brief."),
    )
    slug = models.SlugField(_("adres"), max_length=60, unique=True)
    name_key = FoldedField("name")

    objects = FormationQuerySet.as_manager()
    history = sealed_history()

    class Meta:
        verbose_name = _("gremium")
        verbose_name_plural = _("gremia")
        ordering = ["organisation", "name_key"]
        constraints = [
            UniqueFolded(
                fields=["organisation", "name_key"],
                name="formation_name_unique_in_organisation",
                violation_error_message=_("Deze organisatie heeft al een gremium met die naam."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name

    @property
    def short_name(self) -> str:
        return self.abbreviation or self.name

    def alias_list(self) -> list[str]:
        return lines(self.aliases)
