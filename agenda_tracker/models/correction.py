"""What was corrected in a published letter, told to its readers."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .dates import in_these_years, long_date
from .letter import Letter
from .seal import sealed_history


class LetterCorrection(models.Model):
    """One public line: `gecorrigeerd op 3 mei 2027: het bedrag in alinea 12`."""

    letter = models.ForeignKey(Letter, verbose_name=_("brief"), on_delete=models.CASCADE, related_name="corrections")
    date = models.DateField(_("gecorrigeerd op"), validators=[in_these_years], default=timezone.localdate)
    what = models.CharField(_("wat is gecorrigeerd"), max_length=300)

    history = sealed_history()

    class Meta:
        verbose_name = _("correctie")
        verbose_name_plural = _("correcties")
        ordering = ["letter", "date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(what=""),
                name="correction_says_what",
                violation_error_message=_("Zeg in een zin wat er is gecorrigeerd."),
            ),
        ]

    def __str__(self) -> str:
        return f"{_('gecorrigeerd op')} {long_date(self.date)}: {self.what}"
