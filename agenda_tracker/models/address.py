"""Addresses that pages used to have, so that links in the world keep working."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerSlug(models.Model):
    class Kind(models.TextChoices):
        MEETING = "meeting", _("vergadering")
        LETTER = "letter", _("brief")
        TOPIC = "topic", _("thema")
        # After a merge: the normal form of a paper, the number of an agenda item.
        KAMERSTUK = "kamerstuk", _("Kamerstuk")
        ITEM = "item", _("agendapunt")

    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    slug = models.SlugField(_("oud adres"), max_length=120)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("vroeger adres")
        verbose_name_plural = _("vroegere adressen")
        # Whoever merges two records sends the address of one to the other.
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_unique")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.slug}"


def record_once_at(kind: str, slug: str, public: "models.QuerySet[Any]") -> Any:
    """The public record that had this address before; None when it never was one, or leads to nothing public."""
    former = FormerSlug.objects.filter(kind=kind, slug=slug).first()
    return public.filter(pk=former.object_id).first() if former else None
