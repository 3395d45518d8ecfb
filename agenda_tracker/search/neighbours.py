"""What stands near a number on the shelf: for “not here, but close by” and for leafing through a dossier."""

from dataclasses import replace

from django.db.models import F, QuerySet

from agenda_tracker.citations import Reference, shelf_of_dossier
from agenda_tracker.models import Dossier, Kamerstuk
from agenda_tracker.models.prepared import Prepared


def nearest(reference: Reference, count: int = 2) -> list[Kamerstuk]:
    """Up to `count` known public papers on either side in the same dossier, in the order of the shelf."""
    if not reference.dossier_normal:
        return []
    papers = Kamerstuk.objects.public().filter(dossier__normal_form=reference.dossier_normal)
    before = papers.filter(sort_key__lt=reference.sort_key).order_by("-sort_key")[:count]
    after = papers.filter(sort_key__gt=reference.sort_key).order_by("sort_key")[:count]
    return [*reversed(before), *after]


def nearest_dossiers(reference: Reference, count: int = 2) -> list[Dossier]:
    """Up to `count` known public dossiers on either side; the dossier of the reference itself when that is known."""
    of = reference.dossier_reference
    if of is None:
        return []
    dossiers = Dossier.objects.public()
    own = list(dossiers.filter(normal_form=of.dossier_normal)) if reference.kind != "dossier" else []
    if own:
        return own
    before = dossiers.filter(sort_key__lt=of.sort_key).order_by("-sort_key")[:count]
    after = dossiers.filter(sort_key__gt=of.sort_key).order_by("sort_key")[:count]
    return [*reversed(before), *after]


def next_to(paper: Kamerstuk) -> tuple[Kamerstuk | None, Kamerstuk | None]:
    """The known public papers just before and just after this one in its dossier."""
    start = shelf_of_dossier(paper.sort_key)
    before = _BEFORE.first(paper.dossier_id, start, paper.sort_key)
    return before, _AFTER.first(paper.dossier_id, paper.sort_key, f"{start}~")


def _between(dossier: int, start: str, end: str) -> "QuerySet[Kamerstuk]":
    """The public papers of the dossier between two keys of the shelf."""
    # A sum, so that a database walks along the shelf and does not sort all papers of the dossier.
    near = Kamerstuk.objects.public().filter(sort_key__gt=start, sort_key__lt=end)
    return near.annotate(within=F("dossier") + 0).filter(within=dossier)


_BEFORE = Prepared(lambda dossier, start, key: _between(dossier, start, key).order_by("-sort_key"))
_AFTER = Prepared(lambda dossier, key, end: _between(dossier, key, end).order_by("sort_key"))


def numbers_beside(reference: Reference) -> tuple[Reference | None, Reference | None]:
    """The numbers just before and after, known or not: 463 and 465, B and D; None where counting does not tell."""
    number, work = reference.number, reference.work
    if number.isdecimal():
        before, after = (str(int(number) - 1) if int(number) > 1 else ""), str(int(number) + 1)
    elif len(number) == 1:
        before, after = (chr(ord(number) + step) if "A" <= chr(ord(number) + step) <= "Z" else "" for step in (-1, 1))
    else:
        return None, None
    return replace(work, number=before) if before else None, replace(work, number=after) if after else None
