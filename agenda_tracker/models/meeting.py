"""Ministerial meetings, their agenda items, and the series of items that return."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .dates import date_span, in_these_years
from .fields import FoldedField
from .formation import Formation
from .paths import path_to
from .public import PublicManager
from .seal import sealed_history
from .topic import Topic


class MeetingQuerySet(models.QuerySet["MinisterialMeeting"]):
    def public(self) -> "MeetingQuerySet":
        """With a published letter, or released to the calendar by a clerk."""
        from .letter import Letter, LetterMeeting

        treated = LetterMeeting.objects.filter(Letter.objects.public().of(), meeting=models.OuterRef("pk")).order_by()
        return self.filter(models.Q(released=True) | models.Exists(treated))


class MinisterialMeeting(models.Model):
    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("fysiek")
        VIDEO = "video", _("videoconferentie")
        WRITTEN = "written", _("schriftelijke procedure")

    class State(models.TextChoices):
        PLANNED = "planned", _("gepland")
        HELD = "held", _("gehouden")
        MOVED = "moved", _("verplaatst")
        CANCELLED = "cancelled", _("afgelast")

    formation = models.ForeignKey(
        Formation, verbose_name=_("gremium"), on_delete=models.PROTECT, related_name="meetings"
    )
    also_with = models.ManyToManyField(
        Formation,
        verbose_name=_("samen met"),
        blank=True,
        related_name="joint_meetings",
        help_text=_("Andere gremia die mee vergaderen."),
    )
    informal = models.BooleanField(_("informeel"), default=False)
    mode = models.CharField(_("vorm"), max_length=10, choices=Mode, default=Mode.IN_PERSON)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.PLANNED)
    start_date = models.DateField(_("begint op"), validators=[in_these_years])
    end_date = models.DateField(
        _("eindigt op"), validators=[in_these_years], help_text=_("Bij één dag dezelfde datum als het begin.")
    )
    place = models.CharField(_("plaats"), max_length=80, blank=True)
    country = models.CharField(_("land"), max_length=80, blank=True)
    slug = models.SlugField(
        _("adres"), max_length=120, unique=True, help_text=_("Ligt vast zodra de vergadering op de site staat.")
    )
    released = models.BooleanField(
        _("in de openbare kalender"),
        default=False,
        help_text=_("Toon deze vergadering ook zolang er nog geen brief gepubliceerd is."),
    )

    place_key = FoldedField("place")

    objects = PublicManager.from_queryset(MeetingQuerySet)()
    history = sealed_history(m2m_fields=[also_with])

    class Meta:
        verbose_name = _("vergadering")
        verbose_name_plural = _("vergaderingen")
        ordering = ["-start_date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["formation", "start_date", "informal"],
                name="meeting_unique",
                violation_error_message=_("Dit gremium heeft op die dag al een vergadering; gebruik die."),
            ),
            models.CheckConstraint(
                condition=models.Q(end_date__gte=models.F("start_date")),
                name="meeting_dates_in_order",
                violation_error_message=_("De einddatum ligt vóór de begindatum."),
            ),
        ]
        indexes = [models.Index(fields=["start_date", "id"], name="meeting_by_date")]

    def __str__(self) -> str:
        kind = _("informele ") if self.informal else ""
        where = f", {self.place}" if self.place else ""
        return f"{kind}{self.formation.name}, {self.dates}{where}"

    def get_absolute_url(self) -> str:
        return path_to("meeting", self.slug)

    @property
    def dates(self) -> str:
        """The day or days in words: `17 en 18 oktober 2024`."""
        if not (self.start_date and self.end_date):  # a form with a date left out is shown again
            return str(_("zonder datum"))
        return date_span(self.start_date, self.end_date)

    @property
    def title(self) -> str:
        return f"{_('Informele ')}{self.formation.name}" if self.informal else self.formation.name


class AgendaSeries(models.Model):
    name = models.CharField(_("onderwerp"), max_length=200, unique=True)
    formation = models.ForeignKey(
        Formation, verbose_name=_("gremium"), null=True, blank=True, on_delete=models.PROTECT, related_name="series"
    )
    name_key = FoldedField("name")

    history = sealed_history()

    class Meta:
        verbose_name = _("terugkerend onderwerp")
        verbose_name_plural = _("terugkerende onderwerpen")
        ordering = ["name_key"]

    def __str__(self) -> str:
        return self.name


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def public(self) -> "AgendaItemQuerySet":
        """Treated by a section of a published letter."""
        from .letter import Letter
        from .text import Section

        treated = Section.objects.filter(Letter.objects.public().of(), agenda_item=models.OuterRef("pk")).order_by()
        return self.filter(models.Exists(treated))


class AgendaItem(models.Model):
    meeting = models.ForeignKey(
        MinisterialMeeting, verbose_name=_("vergadering"), on_delete=models.PROTECT, related_name="items"
    )
    order = models.PositiveIntegerField(_("volgorde"))
    label = models.CharField(_("nummer zoals gedrukt"), max_length=20, blank=True, help_text=_("Bijvoorbeeld I.a."))
    title = models.CharField(_("titel"), max_length=300)
    part = models.CharField(
        _("deel"), max_length=120, blank=True, help_text=_("Bijvoorbeeld Eurogroep of Werksessie 2.")
    )
    nature = models.CharField(_("aard"), max_length=120, blank=True, help_text=_("Bijvoorbeeld gedachtewisseling."))
    summary = models.TextField(_("samenvatting"), blank=True)
    topics = models.ManyToManyField(Topic, verbose_name=_("thema’s"), blank=True, related_name="items")
    series = models.ForeignKey(
        AgendaSeries,
        verbose_name=_("terugkerend onderwerp"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="items",
        db_index=False,
    )
    title_key = FoldedField("title")

    objects = PublicManager.from_queryset(AgendaItemQuerySet)()
    history = sealed_history(m2m_fields=[topics])

    class Meta:
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"],
                name="item_order_unique_in_meeting",
                violation_error_message=_("Deze vergadering heeft al een agendapunt op die plaats."),
            ),
        ]
        # All items of a series with their meetings, from the index alone: there are thousands in some.
        indexes = [models.Index(fields=["series", "meeting"], name="item_by_series")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("item", self.meeting.slug, self.pk)

    def clean(self) -> None:
        if not self.title.strip():
            raise ValidationError(
                {"title": _("Geef het agendapunt een titel; een brief zonder kopjes heeft “Algemeen”.")}
            )
