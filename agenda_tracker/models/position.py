"""What the cabinet says on an agenda item, and the words of the letter it rests on."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .dates import in_these_years
from .fields import FoldedField, by_clerk, fold
from .language import said
from .letter import Letter
from .meeting import AgendaItem
from .paths import path_to
from .prepared import attached
from .public import PublicManager
from .seal import sealed_history
from .text import Paragraph
from .topic import Topic


class PositionQuerySet(models.QuerySet["GovernmentPosition"]):
    def public(self) -> "PositionQuerySet":
        """Confirmed, in a published letter."""
        return self.filter(Letter.objects.public().of(), review=GovernmentPosition.Review.CONFIRMED)

    def withdrawn(self) -> "PositionQuerySet":
        """Was public until its letter was withdrawn."""
        return self.filter(Letter.objects.withdrawn().of(), review=GovernmentPosition.Review.CONFIRMED)

    def undecided(self) -> "PositionQuerySet":
        return self.filter(review=GovernmentPosition.Review.SUGGESTED)

    def about(self, topics: "list[Topic]") -> "PositionQuerySet":
        """Under one of the topics, or under a topic below it."""
        return self.under(Topic.objects.descendant_ids(topics))

    def tagged(self, ids: "Iterable[int]") -> "PositionQuerySet":
        """As `under`, for when a few positions are chosen already: the topics of each are looked up."""
        own = GovernmentPosition.topics.through.objects.filter(governmentposition=models.OuterRef("pk"), topic__in=ids)
        return self.filter(models.Exists(own))

    def under(self, ids: "Iterable[int]") -> "PositionQuerySet":
        """Under one of the topics with these ids."""
        # IN and not EXISTS: the topics are where to start.
        tagged = GovernmentPosition.topics.through.objects.filter(topic__in=ids)
        return self.filter(pk__in=tagged.values("governmentposition"))


class GovernmentPosition(models.Model):
    class Kind(models.TextChoices):
        VIEW = "view", _("standpunt")
        AIM = "aim", _("inzet")
        CONTRIBUTION = "contribution", _("bijdrage")
        COMMITMENT = "commitment", _("toezegging aan de Kamer")

    class Stance(models.TextChoices):
        NONE = "", _("niet uitgesproken")
        SUPPORTIVE = "supportive", _("steunend")
        CONDITIONAL = "conditional", _("onder voorwaarden")
        CRITICAL = "critical", _("kritisch")
        OPPOSED = "opposed", _("tegen")
        RESERVED = "reserved", _("terughoudend")

    class Review(models.TextChoices):
        SUGGESTED = "suggested", _("voorgesteld")
        CONFIRMED = "confirmed", _("bevestigd")
        REJECTED = "rejected", _("afgewezen")

    letter = models.ForeignKey(Letter, verbose_name=_("brief"), on_delete=models.CASCADE, related_name="positions")
    agenda_item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("agendapunt"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="positions",
    )
    order = models.PositiveIntegerField(_("volgorde in de brief"), default=0)
    wording = models.TextField(
        _("standpunt in één zin"),
        blank=True,
        help_text=_("Kort en zelfstandig leesbaar; het letterlijke citaat staat eronder."),
    )
    kind = models.CharField(_("aard"), max_length=12, choices=Kind, default=Kind.VIEW)
    stance = models.CharField(_("houding"), max_length=12, choices=Stance, blank=True, default=Stance.NONE)
    amount_eur = models.DecimalField(_("bedrag in euro"), max_digits=18, decimal_places=2, null=True, blank=True)
    due_date = models.DateField(_("toegezegd vóór"), validators=[in_these_years], null=True, blank=True)
    due_as_written = models.CharField(_("termijn zoals geschreven"), max_length=120, blank=True)
    fulfilled_by = models.ForeignKey(
        Letter, verbose_name=_("nagekomen met"), null=True, blank=True, on_delete=models.PROTECT, related_name="fulfils"
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("thema’s"), blank=True, related_name="positions")
    review = models.CharField(_("beoordeling"), max_length=10, choices=Review, default=Review.SUGGESTED)
    reviewed_by = by_clerk(_("beoordeeld door"), editable=False)
    reviewed_at = models.DateTimeField(_("beoordeeld op"), null=True, blank=True, editable=False)
    rule = models.CharField(_("gevonden door regel"), max_length=60, blank=True, editable=False)
    confidence = models.FloatField(_("zekerheid"), null=True, blank=True, editable=False)
    quotes_key = models.TextField(blank=True, default="", editable=False)
    wording_key = FoldedField("wording")

    objects = PublicManager.from_queryset(PositionQuerySet)()
    history = sealed_history(m2m_fields=[topics])

    class Meta:
        verbose_name = _("standpunt")
        verbose_name_plural = _("standpunten")
        ordering = ["letter", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(review="confirmed") | (~models.Q(wording="") & models.Q(agenda_item__isnull=False)),
                name="position_confirmed_is_complete",
                violation_error_message=_("Een bevestigd standpunt heeft een formulering en een agendapunt."),
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__isnull=True) | models.Q(confidence__range=(0, 1)),
                name="position_confidence_in_range",
                violation_error_message=_("Zekerheid ligt tussen 0 en 1."),
            ),
        ]
        indexes = [models.Index(fields=["review", "letter"], name="position_by_review")]

    def __str__(self) -> str:
        return self.wording or str(_("standpunt zonder formulering"))

    def get_absolute_url(self) -> str:
        return path_to("position", self.pk)

    def clean(self) -> None:
        if self.review == self.Review.CONFIRMED and self.agenda_item_id and not self._letter_treats_item():
            raise ValidationError(
                {"agenda_item": _("Geen deel van deze brief behandelt dit agendapunt; koppel eerst een deel eraan.")}
            )

    def _letter_treats_item(self) -> bool:
        return bool(self.letter_id) and self.letter.sections.filter(agenda_item=self.agenda_item_id).exists()

    @property
    def is_verbatim(self) -> bool:
        """Whether the wording is the letter's own: shown as the cabinet's words, not as the clerk's."""
        return any(evidence.quote == self.wording for evidence in attached(self, "evidence"))

    @property
    def citation(self) -> str:
        """The letter's citation with the paragraphs that the position rests on: `…, alinea 12`."""
        return with_paragraphs(self.letter.citation, [one.paragraph.number for one in attached(self, "evidence")])

    def refresh_quotes_key(self) -> None:
        """Fold the quotes into the search key; call after its evidence has changed."""
        self.quotes_key = fold(" ".join(evidence.quote for evidence in self.evidence.select_related("paragraph")))
        self.save(update_fields=["quotes_key"])


def with_paragraphs(citation: str, numbers: Iterable[str]) -> str:
    """The citation of a letter at these paragraphs, each named once: `…, alinea’s 3, 4a en 12`."""
    named = list(dict.fromkeys(numbers))
    if not named:
        return citation
    if len(named) == 1:
        return f"{citation}, {said('alinea')} {named[0]}"
    return f"{citation}, {said('alinea’s')} {', '.join(named[:-1])} {said('en')} {named[-1]}"


class Evidence(models.Model):
    """A literal quote: characters `start` up to `end` of a paragraph."""

    position = models.ForeignKey(
        GovernmentPosition, verbose_name=_("standpunt"), on_delete=models.CASCADE, related_name="evidence"
    )
    paragraph = models.ForeignKey(
        Paragraph, verbose_name=_("alinea"), on_delete=models.RESTRICT, related_name="evidence"
    )
    start = models.PositiveIntegerField(_("begin"))
    end = models.PositiveIntegerField(_("einde"))

    history = sealed_history()

    class Meta:
        verbose_name = _("citaat")
        verbose_name_plural = _("citaten")
        ordering = ["position", "paragraph__order", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["position", "paragraph", "start", "end"],
                name="evidence_unique",
                violation_error_message=_("Dit citaat hoort al bij het standpunt."),
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="evidence_span_not_empty",
                violation_error_message=_("Het einde ligt niet na het begin."),
            ),
        ]

    def __str__(self) -> str:
        return self.quote

    @property
    def quote(self) -> str:
        return self.paragraph.text[self.start : self.end]

    def clean(self) -> None:
        if self.paragraph_id and self.end > len(self.paragraph.text):
            raise ValidationError({"end": _("Het citaat loopt voorbij het einde van de alinea.")})
        if self.paragraph_id and self.position_id and self.paragraph.letter_id != self.position.letter_id:
            raise ValidationError({"paragraph": _("Deze alinea hoort bij een andere brief.")})
