"""Letters: the list with the filters of the page, and one with its whole text."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from agenda_tracker.models import Letter, LetterMeeting
from agenda_tracker.models.prepared import Prepared, attach, attach_related
from agenda_tracker.search import LetterFilter
from agenda_tracker.search.sources import UNTOLD_OF_LETTER, add_papers, add_signatories

from . import asking, linked
from .addresses import href
from .answering import ApiView, Rows, listed, single, written
from .declaring import lists, shows
from .letter_text import text_of
from .moving import moved, taken_back
from .problems import Problem

# About 2 kB each.
MOST = 3_000


def told(letter: Letter) -> linked.Told:
    """All of a letter that was fetched with its head, but for its text."""
    return {
        "slug": letter.slug,
        "kind": letter.kind,
        "subject": letter.subject,
        "date": letter.date.isoformat() if letter.date else None,
        "chambers": [name.lower() for name in letter.chambers],
        "signatories": [
            {"role": one.role, "office": one.office_as_printed, "name": one.name_as_printed}
            for one in letter.signatories.all()
        ],
        "kamerstukken": [linked.of_paper(paper) for paper in letter.kamerstukken.all()],
        "dossiers": [linked.of_dossier(dossier) for dossier in letter.dossiers.all()],
        "meetings": [{"kind": one.kind, "meeting": linked.of_meeting(one.meeting)} for one in letter.treatments.all()],
        "citation": letter.citation,
        "_links": linked.links(href("letter", letter.slug), letter),
    }


def _treatments(letters: list[int]) -> "QuerySet[LetterMeeting]":
    rows = LetterMeeting.objects.filter(letter__in=letters).select_related("meeting__formation").order_by("order", "pk")
    return rows.defer("meeting__place_key", "meeting__formation__aliases", "meeting__formation__name_key")


def _ties(letters: list[int]) -> "QuerySet[Any]":
    """Letters and the dossiers above their numbers."""
    rows: QuerySet[Any] = Letter.dossiers.through.objects.filter(letter__in=letters).select_related("dossier")
    return rows.order_by("dossier__sort_key")


SHOWN = Prepared(lambda ids: Letter.objects.public().filter(pk__in=ids).order_by().defer(*UNTOLD_OF_LETTER))
AT = Prepared(lambda slug: Letter.objects.public().filter(slug=slug).defer(*UNTOLD_OF_LETTER))
TREATMENTS, TIES = Prepared(_treatments), Prepared(_ties)


def add_heads(letters: Sequence[Letter]) -> None:
    """What stands above them; four queries."""
    ids = [letter.pk for letter in letters]
    attach_related(letters, "treatments", TREATMENTS(ids))
    dossiers: dict[int, list[Any]] = defaultdict(list)
    for tie in TIES(ids):
        dossiers[tie.letter_id].append(tie.dossier)
    attach(letters, "dossiers", dossiers)
    add_signatories(letters)
    add_papers(letters)


def fetched(ids: list[int]) -> dict[int, str]:
    """As JSON by id; five queries."""
    rows = SHOWN(ids) if ids else []
    if rows:
        add_heads(rows)
    return {row.pk: written(told(row)) for row in rows}


ROWS = Rows(fetched, MOST)


@cache
def _public() -> "QuerySet[Letter]":
    """Put together once; never asked itself."""
    return Letter.objects.public()


class Letters(ApiView):
    @lists("Letter", "listLetters", _("Brieven, zonder tekst"), "brieven", LetterFilter)
    def get(self, request: HttpRequest) -> HttpResponse:
        found = asking.selection(request, LetterFilter, _public().all())
        found.printed = ROWS.at(request)
        page = asking.page_of(found)
        return listed(request, page, page.rows, found)


class OneLetter(ApiView):
    @shows("LetterText", "getLetter", _("Eén brief, met tekst"), "brieven", withdrawn=True, moves=True)
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        asking.nothing_asked(request)
        letter = AT.first(slug)
        if letter is None:
            return self.not_public(slug)
        add_heads([letter])
        return single(request, told(letter) | text_of(letter))

    def not_public(self, slug: str) -> HttpResponse:
        letter = Letter.objects.filter(slug=slug).only("status", "withdrawal_note").first()
        if letter is not None and letter.status == Letter.Status.WITHDRAWN:
            raise Problem(410, letter.withdrawal_note)
        if letter is not None and (back := taken_back("letter", letter.pk)):
            raise Problem(404, back)
        return moved("letter", slug, Letter.objects.public(), lambda letter: ("letter", letter.slug))
