"""Dossiers and the parliamentary papers (Kamerstukken) in them."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from agenda_tracker.citations import Reference

from .address import FormerSlug
from .dates import in_these_years
from .fields import BYTEWISE, FoldedField
from .paths import path_to
from .public import PublicManager
from .seal import sealed_history


class DossierQuerySet(models.QuerySet["Dossier"]):
    def public(self) -> "DossierQuerySet":
        """Above the number of a published letter, cited by one, or holding a paper that is."""
        from .letter import Letter
        from .reference import KamerstukReference

        published, own = Letter.objects.public().of(), models.OuterRef("pk")
        carried = Letter.dossiers.through.objects.filter(published, dossier=own)
        cited = KamerstukReference.objects.filter(published, dossier=own).order_by()
        papers = Kamerstuk.objects.public().filter(dossier=own).order_by()
        return self.filter(models.Exists(carried) | models.Exists(cited) | models.Exists(papers))


class Dossier(models.Model):
    number = models.PositiveIntegerField(_("nummer"), null=True, blank=True, help_text=_("Vijf cijfers."))
    roman = models.CharField(
        _("Romeins nummer"), max_length=12, blank=True, help_text=_("Alleen eigen dossiers van de Eerste Kamer.")
    )
    suffix = models.CharField(_("toevoeging"), max_length=5, blank=True, help_text=_("Bijvoorbeeld 02, X of A."))
    title = models.CharField(_("titel"), max_length=300, blank=True)
    normal_form = models.CharField(_("normaalvorm"), max_length=20, unique=True, editable=False)
    sort_key = models.CharField(max_length=80, editable=False, db_collation=BYTEWISE, db_index=True)
    title_key = FoldedField("title")

    objects = PublicManager.from_queryset(DossierQuerySet)()
    history = sealed_history()

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "roman", "suffix"],
                name="dossier_unique",
                violation_error_message=_("Dit dossier bestaat al."),
            ),
            models.CheckConstraint(
                condition=models.Q(number__range=(10000, 99999), roman="")
                | (models.Q(number__isnull=True) & ~models.Q(roman="")),
                name="dossier_number_or_roman",
                violation_error_message=_("Een dossier heeft vijf cijfers, of een Romeins nummer van de Eerste Kamer."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference.display

    def get_absolute_url(self) -> str:
        # Read only where the address may say more than the number.
        slug = self.normal_form if self.normal_form.isdigit() else self.reference.slug
        return path_to("kamerstuk", slug)

    @property
    def reference(self) -> Reference:
        return Reference.parse(f"dossier/{self.normal_form}")


class KamerstukQuerySet(models.QuerySet["Kamerstuk"]):
    def public(self) -> "KamerstukQuerySet":
        """Carried or cited by a published letter."""
        from .letter import Letter
        from .reference import KamerstukReference

        published = Letter.objects.public().of()
        cited = KamerstukReference.objects.filter(published, kamerstuk=models.OuterRef("pk")).order_by()
        return self.filter(published | models.Exists(cited))


class Kamerstuk(models.Model):
    """A paper; one row per normal form (grammar of references, §4), so a reprint is a row of its own."""

    dossier = models.ForeignKey(Dossier, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="papers")
    number = models.CharField(_("nummer"), max_length=8, help_text=_("464, B of 188b."))
    session_year = models.CharField(_("vergaderjaar"), max_length=8, blank=True)
    version = models.CharField(_("versie"), max_length=6, blank=True)
    title = models.CharField(_("titel"), max_length=400, blank=True)
    date = models.DateField(_("datum"), validators=[in_these_years], null=True, blank=True)
    also_in = models.ManyToManyField(
        Dossier, verbose_name=_("ook in dossier"), blank=True, related_name="shared_papers"
    )
    letter = models.ForeignKey(
        "agenda_tracker.Letter",
        verbose_name=_("is deze brief"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="kamerstukken",
        help_text=_("Als dit stuk een brief in Agendavolger is. De nummers van beide Kamers horen bij dezelfde brief."),
    )
    normal_form = models.CharField(_("normaalvorm"), max_length=40, unique=True, editable=False)
    sort_key = models.CharField(max_length=80, editable=False, db_collation=BYTEWISE, db_index=True)
    title_key = FoldedField("title")

    objects = PublicManager.from_queryset(KamerstukQuerySet)()
    history = sealed_history(m2m_fields=[also_in])

    class Meta:
        verbose_name = _("Kamerstuk")
        verbose_name_plural = _("Kamerstukken")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.reference.display

    def get_absolute_url(self) -> str:
        # The slug of a paper; a page of a letter leads to dozens, and need not read their numbers.
        return path_to("kamerstuk", self.normal_form)

    @property
    def reference(self) -> Reference:
        return Reference.parse(self.normal_form)

    @property
    def official_url(self) -> str:
        return self.reference.official_url


def dossier_values(reference: Reference) -> dict[str, Any]:
    """The fields of the dossier a reference is or belongs to. Raises ValueError when it belongs to none."""
    of = reference if reference.kind == "dossier" else reference.dossier_reference
    if of is None:
        raise ValueError(f"{reference.normal} hoort niet bij een dossier")
    return {
        "normal_form": of.dossier_normal,
        "number": of.dossier,
        "roman": of.ek_dossier,
        "suffix": of.suffix,
        "sort_key": of.sort_key,
    }


def dossier_for(reference: Reference) -> Dossier:
    """The dossier a reference is or belongs to, made when it is not there yet."""
    values = dossier_values(reference)
    dossier, _made = Dossier.objects.get_or_create(normal_form=values["normal_form"], defaults=values)
    return dossier


def paper_values(reference: Reference, dossier: Dossier) -> dict[str, Any]:
    """The fields of the paper a reference names, which stands in this dossier."""
    return {
        "normal_form": reference.normal,
        "dossier": dossier,
        "number": reference.number,
        "session_year": reference.session_year,
        "version": reference.version,
        "sort_key": reference.sort_key,
    }


def kamerstuk_for(reference: Reference) -> Kamerstuk:
    """The paper a reference names, made when it is not there yet. Raises ValueError when it names no paper.

    A number that was merged into another stands for that one.
    """
    if reference.kind != "paper":
        raise ValueError(f"{reference.normal} is geen Kamerstuk")
    known = Kamerstuk.objects.filter(normal_form=reference.normal).first() or merged_into([reference.normal])
    if known:
        return known
    values = paper_values(reference, dossier_for(reference))
    paper, _made = Kamerstuk.objects.get_or_create(normal_form=reference.normal, defaults=values)
    return paper


def merged_into(normal_forms: Iterable[str]) -> Kamerstuk | None:
    """The paper of today behind the first of these numbers that was merged into another."""
    moved = FormerSlug.objects.filter(kind=FormerSlug.Kind.KAMERSTUK, slug__in=list(normal_forms)).first()
    return Kamerstuk.objects.filter(pk=moved.object_id).first() if moved else None
