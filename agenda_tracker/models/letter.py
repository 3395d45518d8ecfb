"""Letters to parliament, who signed them, and the meetings they treat."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .chains import closes_ring
from .dates import in_these_years, long_date
from .fields import FoldedField
from .kamerstuk import Dossier, Kamerstuk
from .meeting import MinisterialMeeting
from .ministry import Office, OfficeHolder
from .paths import path_to
from .prepared import attached
from .public import PublicManager
from .seal import sealed_history


class LetterKind(models.TextChoices):
    AGENDA = "annotated_agenda", _("geannoteerde agenda")
    SUPPLEMENT = "supplement", _("aanvulling")
    REPORT = "report", _("verslag")
    OTHER = "other", _("andere brief")


class LetterQuerySet(models.QuerySet["Letter"]):
    def public(self) -> "LetterQuerySet":
        return self.filter(status=Letter.Status.PUBLISHED)

    def withdrawn(self) -> "LetterQuerySet":
        return self.filter(status=Letter.Status.WITHDRAWN)

    def of(self, path: str = "letter") -> models.Exists:
        """Whether the letter that a row points to by `path` is among these.

        Looked up for each row, so that no database starts from all letters where a few rows are asked for.
        """
        return models.Exists(self.filter(pk=models.OuterRef(path)).order_by())


class Letter(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("concept")
        PUBLISHED = "published", _("gepubliceerd")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    kind = models.CharField(_("soort"), max_length=20, choices=LetterKind, default=LetterKind.AGENDA)
    subject = models.CharField(_("onderwerp"), max_length=400)
    date = models.DateField(_("datum van de brief"), validators=[in_these_years], null=True, blank=True)
    to_tk = models.BooleanField(_("aan de Tweede Kamer"), default=False)
    to_ek = models.BooleanField(_("aan de Eerste Kamer"), default=False)
    dossiers = models.ManyToManyField(
        Dossier, verbose_name=_("dossiers boven het nummer"), blank=True, related_name="letters"
    )
    meetings = models.ManyToManyField(
        MinisterialMeeting, verbose_name=_("vergaderingen"), through="LetterMeeting", related_name="letters"
    )
    planned_attendance = models.CharField(_("voorgenomen deelname"), max_length=300, blank=True)
    supplements = models.ForeignKey(
        "self",
        verbose_name=_("vult aan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supplemented_by",
    )
    replaces = models.ForeignKey(
        "self",
        verbose_name=_("vervangt"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        # An own index, below: most letters replace none, and counting those with the others misleads SQLite.
        db_index=False,
    )
    text_note = models.CharField(
        _("noot boven de tekst"),
        max_length=300,
        blank=True,
        help_text=_("Voor iedereen zichtbaar; bijvoorbeeld dat de tekst een samenvatting is."),
    )
    status = models.CharField(_("stand"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    slug = models.SlugField(_("adres"), max_length=120, unique=True, help_text=_("Ligt vast na de eerste publicatie."))
    first_published_at = models.DateTimeField(_("eerst gepubliceerd"), null=True, blank=True, editable=False)
    withdrawal_note = models.CharField(
        _("openbare toelichting op het intrekken"), max_length=300, blank=True, editable=False
    )
    reading_notes = models.TextField(_("opmerkingen van het inlezen"), blank=True, editable=False)
    # What was read of each meeting, and the meeting on record that it is (`intake.meetings` says how).
    read_meetings = models.JSONField(_("gelezen vergaderingen"), default=list, blank=True, editable=False)
    # What the reader made of the file, by which a later reading knows what a clerk altered (`intake.as_read` says how).
    as_read = models.JSONField(default=dict, blank=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt"), auto_now_add=True)
    subject_key = FoldedField("subject")

    objects = PublicManager.from_queryset(LetterQuerySet)()
    history = sealed_history(m2m_fields=[dossiers], excluded_fields=["as_read"])

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("brieven")
        ordering = ["-date", "-pk"]
        permissions = [("publish_letter", "Mag brieven publiceren, corrigeren en intrekken")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="draft")
                | (models.Q(date__isnull=False) & models.Q(first_published_at__isnull=False)),
                name="letter_published_has_date",
                violation_error_message=_("Een gepubliceerde brief heeft een datum."),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "date", "id"], name="letter_by_status_and_date"),
            models.Index(fields=["replaces"], condition=models.Q(replaces__isnull=False), name="letter_by_replaced"),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return path_to("letter", self.slug)

    def clean(self) -> None:
        if closes_ring(self, "replaces"):
            raise ValidationError(_("Deze brief zou zichzelf vervangen; kies bij ‘vervangt’ een andere."))
        if closes_ring(self, "supplements"):
            raise ValidationError(_("Deze brief zou zichzelf aanvullen; kies bij ‘vult aan’ een andere."))

    @property
    def is_public(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def numbers_frozen(self) -> bool:
        """Once published, paragraph numbers are addresses that others cite."""
        return self.first_published_at is not None

    @property
    def chambers(self) -> list[str]:
        return [name for name, on in (("TK", self.to_tk), ("EK", self.to_ek)) if on]

    @property
    def chambers_in_words(self) -> str:
        if self.to_tk and self.to_ek:
            return str(_("beide Kamers"))
        return str(_("Tweede Kamer") if self.to_tk else _("Eerste Kamer") if self.to_ek else "")

    @property
    def dated(self) -> str:
        return long_date(self.date) if self.date else ""

    @property
    def own_paper(self) -> Kamerstuk | None:
        """The paper to cite the letter by: that of the Tweede Kamer before that of the Eerste Kamer."""
        papers = list(attached(self, "kamerstukken"))
        return next((paper for paper in papers if paper.number.isdigit()), papers[0] if papers else None)

    @property
    def citation(self) -> str:
        """`Kamerstukken II 2024/25, 28676, nr. 470`, or `Brief van de minister van Defensie van 3 oktober 2024, “…”`."""
        paper = self.own_paper
        if paper is not None:
            return paper.reference.citation(date=self.date)
        signed = next((one for one in attached(self, "signatories") if one.role == Signatory.Role.SIGNS), None)
        by = f" {_('van de')} {signed.office_in_a_sentence}" if signed else ""
        return f"{_('Brief')}{by} {_('van')} {self.dated}, “{self.subject}”"


class LetterMeeting(models.Model):
    """A letter treats a meeting as agenda, supplement or report; one letter may do so for several."""

    letter = models.ForeignKey(Letter, verbose_name=_("brief"), on_delete=models.CASCADE, related_name="treatments")
    meeting = models.ForeignKey(
        MinisterialMeeting, verbose_name=_("vergadering"), on_delete=models.PROTECT, related_name="treatments"
    )
    kind = models.CharField(_("als"), max_length=20, choices=LetterKind, default=LetterKind.AGENDA)
    order = models.PositiveIntegerField(_("volgorde"), default=0)

    history = sealed_history()

    class Meta:
        verbose_name = _("vergadering bij de brief")
        verbose_name_plural = _("vergaderingen bij de brief")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "meeting", "kind"],
                name="letter_meeting_unique",
                violation_error_message=_("De brief behandelt deze vergadering al op die manier."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.meeting}"


class Signatory(models.Model):
    """Who signed a letter, or on whose behalf it was sent, as printed and as known."""

    class Role(models.TextChoices):
        SIGNS = "signs", _("ondertekent")
        ON_BEHALF = "on_behalf", _("mede namens")

    letter = models.ForeignKey(Letter, verbose_name=_("brief"), on_delete=models.CASCADE, related_name="signatories")
    order = models.PositiveIntegerField(_("volgorde"), default=0)
    role = models.CharField(_("rol"), max_length=10, choices=Role, default=Role.SIGNS)
    office_as_printed = models.CharField(_("ambt zoals gedrukt"), max_length=200)
    name_as_printed = models.CharField(_("naam zoals gedrukt"), max_length=120, blank=True)
    office = models.ForeignKey(
        Office, verbose_name=_("ambt"), null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    holder = models.ForeignKey(
        OfficeHolder,
        verbose_name=_("ambtsdrager"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signatures",
    )

    history = sealed_history()

    class Meta:
        verbose_name = _("ondertekenaar")
        verbose_name_plural = _("ondertekenaars")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "role", "order"],
                name="signatory_order_unique",
                violation_error_message=_("Er staat al een ondertekenaar op die plaats."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_as_printed}, {self.name_as_printed}" if self.name_as_printed else self.office_as_printed

    @property
    def office_in_a_sentence(self) -> str:
        """`De Minister van Defensie` as it follows “van de”: `minister van Defensie`."""
        name = self.office_as_printed.strip().rstrip(",")
        name = name[3:] if name.lower().startswith("de ") else name
        return name[:1].lower() + name[1:]

    def clean(self) -> None:
        if self.holder and self.office and self.holder.office_id != self.office_id:
            raise ValidationError({"holder": _("Deze ambtsdrager bekleedt een ander ambt.")})
