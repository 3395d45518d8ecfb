"""The files and addresses a letter came from, kept exactly as received."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .letter import Letter
from .seal import sealed_history


def storage_name(source: "LetterSource", filename: str) -> str:
    """Where an original is kept: by hash, without the sender's name or type, so that nothing serves it as active."""
    return f"originals/{source.sha256[:2]}/{source.sha256}.bin"


# Reading takes seconds: a file with neither letter nor problem after this long was being read when the server stopped.
LONGEST_READING = timedelta(minutes=1)


class SourceQuerySet(models.QuerySet["LetterSource"]):
    def unread(self) -> "SourceQuerySet":
        """What is no letter: it could not be read, or the server stopped while reading it.

        One received later than now, before the clock was set back, is no longer being read either.
        """
        now = timezone.now()
        at_rest = ~models.Q(received_at__range=(now - LONGEST_READING, now + LONGEST_READING))
        cut_off = at_rest & models.Q(problem="") & ~models.Q(file="")
        return self.filter(cut_off | ~models.Q(problem=""), letter=None)


class LetterSource(models.Model):
    class Role(models.TextChoices):
        MAIN = "main", _("hoofdbestand")
        ANNEX = "annex", _("bijlage")
        PUBLISHED = "published", _("gepubliceerde versie")
        CORRECTION = "correction", _("correctie")

    class Chamber(models.TextChoices):
        NONE = "", _("niet bekend")
        TK = "TK", _("Tweede Kamer")
        EK = "EK", _("Eerste Kamer")

    letter = models.ForeignKey(
        Letter, verbose_name=_("brief"), null=True, blank=True, on_delete=models.SET_NULL, related_name="sources"
    )
    may_be = models.ForeignKey(
        Letter,
        verbose_name=_("lijkt te horen bij"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="questions",
    )
    role = models.CharField(_("rol"), max_length=10, choices=Role, default=Role.MAIN)
    chamber = models.CharField(_("Kamer"), max_length=2, choices=Chamber, blank=True, default=Chamber.NONE)
    file = models.FileField(_("bestand"), upload_to=storage_name, blank=True, max_length=200)
    original_name = models.CharField(_("naam van het bestand"), max_length=255, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("grootte in bytes"), default=0, editable=False)
    media_type = models.CharField(_("soort bestand"), max_length=100, blank=True)
    url = models.URLField(_("adres op internet"), max_length=500, blank=True)
    received_at = models.DateTimeField(_("ontvangen"), auto_now_add=True)
    problem = models.CharField(_("waarom niet gelezen"), max_length=400, blank=True, editable=False)

    objects = SourceQuerySet.as_manager()
    history = sealed_history()

    class Meta:
        verbose_name = _("bron")
        verbose_name_plural = _("ontvangen bestanden")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=~models.Q(sha256=""),
                name="source_stored_once",
                violation_error_message=_("Dit bestand is al eerder ontvangen."),
            ),
            models.CheckConstraint(
                condition=~models.Q(sha256="") | ~models.Q(url=""),
                name="source_is_file_or_address",
                violation_error_message=_("Geef een bestand of een adres op internet."),
            ),
        ]

    def __str__(self) -> str:
        return self.original_name or self.url or self.sha256[:12]

    @property
    def why_unread(self) -> str:
        """For a file that is no letter: what to tell the clerk."""
        return self.problem or str(_("Het inlezen is niet afgemaakt. Het bestand is bewaard; lees het opnieuw."))
