"""What each parameter means, once, on the record it speaks of; the lists translate that to their own rows.

Conditions are `IN` with a subquery of its own, never correlated: both databases then work each subquery out once.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from agenda_tracker.citations import Reference
from agenda_tracker.models import (
    Dossier,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Signatory,
)

from .options import Option, with_formations

Chosen = Mapping[str, Any]
Rule = Callable[[Any], Q]


def _of_kind(option: Option) -> Q:
    """Letters of that main kind, and letters that treat one of their meetings so."""
    treats = LetterMeeting.objects.filter(kind=option.value).order_by()
    return Q(kind=option.value) | Q(pk__in=treats.values("letter"))


def _to_chamber(option: Option) -> Q:
    return Q(to_tk=True) if option.slug == "tk" else Q(to_ek=True)


def _from_ministries(ids: set[int]) -> Q:
    """Letters signed by, or on behalf of, an office of one of these ministries."""
    return Q(pk__in=Signatory.objects.filter(office__ministry__in=ids).order_by().values("letter"))


def carries_or_cites(references: tuple[Reference, ...]) -> Q:
    """Letters that stand in such a dossier, are such a paper, or cite one."""
    condition = Q(pk__in=[])
    for reference in references:
        condition |= around(reference.dossier_normal) if reference.kind == "dossier" else _paper(reference)
    return condition


def within(dossier: str) -> Q:
    """Letters that stand in the dossier with this normal form: above their number, or by a number of their own."""
    return Q(pk__in=_above(dossier).union(_numbered(_papers_in(dossier)), all=True))


def around(dossier: str) -> Q:
    """Letters that stand in the dossier with this normal form, or cite from it."""
    cites = KamerstukReference.objects.filter(dossier__in=_dossiers(dossier)).order_by().values("letter")
    papers = _papers_in(dossier)
    # As a union: with OR a database looks at every letter.
    return Q(pk__in=_above(dossier).union(cites, _numbered(papers), _citing(papers), all=True))


def _above(dossier: str) -> "QuerySet[Any, Any]":
    return Letter.dossiers.through.objects.filter(dossier__in=_dossiers(dossier)).order_by().values("letter")


def _papers_in(dossier: str) -> "QuerySet[Kamerstuk]":
    return Kamerstuk.objects.filter(dossier__in=_dossiers(dossier)).order_by()


def _dossiers(normal_form: str) -> "QuerySet[Any, Any]":
    return Dossier.objects.filter(normal_form=normal_form).order_by().values("pk")


def _paper(reference: Reference) -> Q:
    papers = Kamerstuk.objects.filter(normal_form=reference.normal).order_by()
    return Q(pk__in=_numbered(papers).union(_citing(papers), all=True))


def _numbered(papers: "QuerySet[Kamerstuk]") -> "QuerySet[Any, Any]":
    """The letters that are such a paper."""
    return papers.exclude(letter=None).values("letter")


def _citing(papers: "QuerySet[Kamerstuk]") -> "QuerySet[Any, Any]":
    return KamerstukReference.objects.filter(kamerstuk__in=papers.values("pk")).order_by().values("letter")


LETTER_RULES: dict[str, Rule] = {
    "letter_kind": _of_kind,
    "chamber": _to_chamber,
    "ministry": _from_ministries,
    "dossier": carries_or_cites,
}
MEETING_RULES: dict[str, Rule] = {
    "organisation": lambda option: with_formations(option.value),
    "formation": lambda option: with_formations([option.value]),
}
POSITION_RULES: dict[str, Rule] = {
    "kind": lambda option: Q(kind=option.value),
    "stance": lambda option: Q(stance=option.value),
}


def _narrowed(rows: "QuerySet[Any]", rules: dict[str, Rule], chosen: Chosen) -> "QuerySet[Any] | None":
    """`rows` under all rules that were chosen; None when none was."""
    wanted = [rules[name](chosen[name]) for name in rules if name in chosen]
    return rows.filter(*wanted) if wanted else None


def letters_for(chosen: Chosen) -> "QuerySet[Letter] | None":
    """The public letters that the parameters about letters leave."""
    return _narrowed(Letter.objects.public(), LETTER_RULES, chosen)


def meetings_for(chosen: Chosen) -> "QuerySet[MinisterialMeeting] | None":
    """The public meetings that the parameters about meetings leave."""
    return _narrowed(MinisterialMeeting.objects.public(), MEETING_RULES, chosen)


def positions_for(chosen: Chosen) -> "QuerySet[GovernmentPosition] | None":
    """The public positions that aard, houding and thema leave; one position must satisfy all of them."""
    if "topic" not in chosen:
        return _narrowed(GovernmentPosition.objects.public(), POSITION_RULES, chosen)
    about = GovernmentPosition.objects.public().under(chosen["topic"].branch_ids)
    narrowed = _narrowed(about, POSITION_RULES, chosen)
    return about if narrowed is None else narrowed
