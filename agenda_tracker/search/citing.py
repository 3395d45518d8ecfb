"""Where a Kamerstuk or dossier is cited: by which public letters, and in which paragraphs and footnotes."""

from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from agenda_tracker.models import KamerstukReference, Letter
from agenda_tracker.models.prepared import Prepared

from .sources import UNTOLD_OF_LETTER


def public_citations(**of: Any) -> "QuerySet[KamerstukReference]":
    """The public citations of a paper or dossier in reading order, with their places."""
    rows = KamerstukReference.objects.public().filter(**of).select_related("paragraph", "footnote__paragraph")
    place = Coalesce("paragraph__order", "footnote__paragraph__order")
    return rows.order_by(F("letter"), place.asc(nulls_last=True), F("footnote").asc(nulls_first=True), "start", "pk")


def citing_letters(of: dict[str, Any]) -> "QuerySet[Letter]":
    """The public letters that cite it, newest first."""
    citing = KamerstukReference.objects.filter(**of).order_by().values("letter")
    return Letter.objects.public().filter(pk__in=citing).defer(*UNTOLD_OF_LETTER).order_by("-date", "-pk")


# By what is cited.
CITING = {
    "kamerstuk": Prepared(lambda paper: citing_letters({"kamerstuk": paper})),
    "dossier": Prepared(lambda dossier: citing_letters({"dossier": dossier})),
}
CITATIONS = {
    "kamerstuk": Prepared(lambda paper, letters: public_citations(kamerstuk=paper, letter__in=letters)),
    "dossier": Prepared(lambda dossier, letters: public_citations(dossier=dossier, letter__in=letters)),
}
