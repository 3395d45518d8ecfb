"""Dossiers and Kamerstukken: what is known of each, and which letters cite it in which paragraphs."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda_tracker.citations import Reference, parse_slug
from agenda_tracker.models import Dossier, Kamerstuk, KamerstukReference, Letter, merged_into
from agenda_tracker.models.prepared import Prepared
from agenda_tracker.search import Page, look_up
from agenda_tracker.search.citing import CITATIONS, CITING
from agenda_tracker.search.kept import once_per_head
from agenda_tracker.search.pages import keys_of

from . import asking, linked
from .addresses import SLOT, href
from .answering import ApiView, listed, single, written_rows
from .declaring import lists, shows
from .moving import at
from .problems import Problem

# What a reference is, as the API calls it.
NAMES = {"paper": "kamerstuk", "dossier": "dossier"}
FIRST = 10  # letters that cite a paper, beside it; the others in their own list


def of_dossier(dossier: Dossier, count: int) -> linked.Told:
    named = linked.of_dossier(dossier)
    own = named.pop("href")
    links = linked.links(own, dossier) | _namesake(dossier.reference)
    links["kamerstukken"] = {"href": href("dossier-papers", dossier.normal_form)}
    official = dossier.reference.official_url or None
    return {**named, "officialUrl": official, "kamerstukCount": count, "_links": links}


def of_paper(paper: Kamerstuk, also_in: Sequence[Dossier]) -> linked.Told:
    """One that was fetched with its dossier and letter."""
    letter = paper.letter if paper.letter and paper.letter.is_public else None
    named = linked.of_paper(paper)
    links = linked.links(named.pop("href"), paper) | _namesake(paper.reference)
    links["citedBy"] = {"href": href("cited-by", paper.normal_form)}
    return {
        **named,
        "title": paper.title,
        "date": paper.date.isoformat() if paper.date else None,
        "citation": paper.reference.citation(date=paper.date or (letter.date if letter else None)),
        "dossier": linked.of_dossier(paper.dossier),
        "alsoIn": [linked.of_dossier(dossier) for dossier in also_in],
        "letter": linked.of_letter(letter) if letter else None,
        "_links": links,
    }


def _namesake(reference: Reference) -> dict[str, Any]:
    """Where the same number means something else, too: `36600-A` is a dossier, and perhaps a paper."""
    others = [one for one in parse_slug(_number(reference)) if one.kind != reference.kind]
    return {NAMES[one.kind]: {"href": href(NAMES[one.kind], _number(one))} for one in others if one.kind in NAMES}


def _number(reference: Reference) -> str:
    return reference.normal.removeprefix("dossier/")


def _papers() -> "QuerySet[Kamerstuk]":
    rows = Kamerstuk.objects.public().select_related("dossier", "letter").order_by("sort_key")
    return rows.defer("title_key", "letter__as_read", "letter__read_meetings", "letter__reading_notes")


def _counts(dossiers: list[int]) -> "QuerySet[Any, Any]":
    rows = Kamerstuk.objects.public().filter(dossier__in=dossiers).order_by()
    return rows.values_list("dossier").annotate(Count("pk"))


def _also(papers: list[int]) -> "QuerySet[Any]":
    """Papers and the other dossiers they stand in, as far as public."""
    ties: QuerySet[Any] = Kamerstuk.also_in.through.objects.filter(kamerstuk__in=papers)
    public = Dossier.objects.public().filter(shared_papers__in=papers).order_by().values("pk")
    return ties.filter(dossier__in=public).select_related("dossier").order_by("dossier__sort_key")


PAPERS, ONE_PAPER = (
    Prepared(lambda ids: _papers().filter(pk__in=ids)),
    Prepared(lambda name: _papers().filter(normal_form=name)),
)
IN_DOSSIER = Prepared(lambda dossier: _papers().filter(dossier=dossier))
DOSSIERS = Prepared(lambda ids: Dossier.objects.public().filter(pk__in=ids))
COUNTS, ALSO = Prepared(_counts), Prepared(_also)


@once_per_head
def dossiers_in_order() -> "array[int]":
    """All public ones, by number."""
    return keys_of(Dossier.objects.public().order_by("sort_key"))


@once_per_head
def papers_in_order() -> "array[int]":
    """All public ones, by number."""
    return keys_of(Kamerstuk.objects.public().order_by("sort_key"))


def papers_told(papers: Sequence[Kamerstuk]) -> list[linked.Told]:
    also: dict[int, list[Dossier]] = {}
    for tie in ALSO([paper.pk for paper in papers]) if papers else ():
        also.setdefault(tie.kamerstuk_id, []).append(tie.dossier)
    return [of_paper(paper, also.get(paper.pk, [])) for paper in papers]


def cited_by(paper: Kamerstuk, letters: Sequence[Letter]) -> list[linked.Told]:
    """Where these letters cite it, in reading order; one query."""
    places: dict[int, list[linked.Told]] = {letter.pk: [] for letter in letters}
    pages = {letter.pk: letter.get_absolute_url() for letter in letters}
    for reference in CITATIONS["kamerstuk"](paper.pk, list(places)) if places else ():
        places[reference.letter_id].append(_place(reference, pages[reference.letter_id]))
    return [{"letter": linked.of_letter(letter), "places": places[letter.pk]} for letter in letters]


def _place(reference: KamerstukReference, page: str) -> linked.Told:
    note = reference.footnote
    paragraph = reference.paragraph or (note.paragraph if note else None)
    return {
        "paragraph": paragraph.number if paragraph else None,
        "footnote": note.marker if note else None,
        "asWritten": reference.as_written,
        "page": f"{SLOT}{page}" + (f"#p{paragraph.number}" if paragraph else ""),
    }


def meanings(number: str) -> list[Reference]:
    """All that a number can be; with letters behind it that no budget has, it is a dossier only where one is asked for."""
    return list(dict.fromkeys([*parse_slug(number), *parse_slug(f"dossier/{number}")]))


def asked(number: str, kind: str) -> Reference:
    """What the number means here; Problem 404 when it is no number of this `kind`, naming what it can mean instead."""
    references = meanings(number)
    for reference in references:
        if reference.kind == kind:
            return reference
    raise unknown(references)


def unknown(references: Iterable[Reference]) -> Problem:
    """404, with what is here under the same number."""
    found = [target for target in look_up([one for one in references if one.kind in NAMES]) if target.record]
    alternatives = [
        {
            "type": NAMES[one.reference.kind],
            "number": _number(one.reference),
            "display": one.reference.display,
            "href": href(NAMES[one.reference.kind], _number(one.reference)),
        }
        for one in found
    ]
    usual = _(
        "Dit nummer staat hier niet. Schrijf het als 28676-464 (Kamerstuk) of als 28676, 36600-X of CXXIV (dossier)."
    )
    more: dict[str, Any] = {"alternatives": alternatives} if alternatives else {}
    return Problem(404, usual, **more)


class Dossiers(ApiView):
    @lists("Dossier", "listDossiers", gettext_lazy("Dossiers, op nummer"), "kamerstukken")
    def get(self, request: HttpRequest) -> HttpResponse:
        page = asking.cut_keys(request, dossiers_in_order(), DOSSIERS)
        counts = dict(COUNTS([one.pk for one in page.rows])) if page.rows else {}
        return listed(
            request, page, written_rows(request, (of_dossier(one, counts.get(one.pk, 0)) for one in page.rows))
        )


def dossier_at(number: str, name: str) -> Dossier | HttpResponse:
    """The public dossier, or a redirect to the one spelling of its number."""
    reference = asked(number, "dossier")
    target = look_up([reference])[0]
    if not isinstance(target.record, Dossier):
        raise unknown(meanings(number))
    if number != reference.dossier_normal:
        return at(name, reference.dossier_normal)
    return target.record


class OneDossier(ApiView):
    @shows("Dossier", "getDossier", gettext_lazy("Eén dossier"), "kamerstukken", moves=True)
    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        asking.nothing_asked(request)
        found = dossier_at(number, "dossier")
        if isinstance(found, HttpResponse):
            return found
        return single(request, of_dossier(found, dict(COUNTS([found.pk])).get(found.pk, 0)))


class DossierPapers(ApiView):
    @lists(
        "Kamerstuk", "listDossierKamerstukken", gettext_lazy("Kamerstukken van een dossier"), "kamerstukken", moves=True
    )
    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        found = dossier_at(number, "dossier-papers")
        if isinstance(found, HttpResponse):
            return found
        page = asking.cut(request, lambda number, size: Page.cut(IN_DOSSIER.of(found.pk), number, size))
        return listed(request, page, written_rows(request, papers_told(page.rows)))


class Papers(ApiView):
    @lists("Kamerstuk", "listKamerstukken", gettext_lazy("Kamerstukken, op nummer"), "kamerstukken")
    def get(self, request: HttpRequest) -> HttpResponse:
        page = asking.cut_keys(request, papers_in_order(), PAPERS)
        return listed(request, page, written_rows(request, papers_told(page.rows)))


def paper_at(number: str, name: str) -> Kamerstuk | HttpResponse:
    """The public paper, or a redirect to its one spelling or to what it was merged into."""
    reference = asked(number, "paper")
    paper = ONE_PAPER.first(reference.normal)
    if paper is not None:
        return paper if number == reference.normal else at(name, reference.normal)
    merged = merged_into([reference.normal])
    if merged and Kamerstuk.objects.public().filter(pk=merged.pk).exists():
        return at(name, merged.normal_form)
    raise unknown(meanings(number))


class OnePaper(ApiView):
    @shows(
        "KamerstukCited",
        "getKamerstuk",
        gettext_lazy("Eén Kamerstuk, met wie het aanhaalt"),
        "kamerstukken",
        moves=True,
    )
    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        asking.nothing_asked(request)
        found = paper_at(number, "kamerstuk")
        if isinstance(found, HttpResponse):
            return found
        citing = CITING["kamerstuk"]
        results = cited_by(found, citing(found.pk, stop=FIRST))
        count = len(results) if len(results) < FIRST else citing.count(found.pk)
        told = {"count": count, "results": results, "href": href("cited-by", found.normal_form)}
        return single(request, papers_told([found])[0] | {"citedBy": told})


class PaperCitedBy(ApiView):
    @lists(
        "CitingLetter", "listCitedBy", gettext_lazy("Brieven die een Kamerstuk aanhalen"), "kamerstukken", moves=True
    )
    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        found = paper_at(number, "cited-by")
        if isinstance(found, HttpResponse):
            return found
        citing: Any = CITING["kamerstuk"].of(found.pk)
        page = asking.cut(request, lambda number, size: Page.cut(citing, number, size))
        return listed(request, page, written_rows(request, cited_by(found, page.rows)))
