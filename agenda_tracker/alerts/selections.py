"""What can be followed: the selection of a list, in one spelling for all who follow the same, or a single meeting."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda_tracker.citations import Reference, read_query
from agenda_tracker.feeds.selecting import subject
from agenda_tracker.feeds.shelves import LETTERS, MEETINGS, POSITIONS, Shelf
from agenda_tracker.models import (
    AlertItem,
    Dossier,
    Followed,
    FormerSlug,
    GovernmentPosition,
    Kamerstuk,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Topic,
)
from agenda_tracker.models.address import record_once_at
from agenda_tracker.search import AgendaFilter
from agenda_tracker.search.bounds import MOST_WORDS
from agenda_tracker.search.options import with_formations

Listing = Followed.Listing
SHELVES: dict[str, Shelf] = {
    Listing.POSITIONS: POSITIONS,
    Listing.LETTERS: LETTERS,
    Listing.MEETINGS: MEETINGS,
}
# Parameters that say how a list is cut or written, and not which rows are in it.
HOW = {"sort", "page", "size"}
LONGEST_QUERY = 1000

Ids = Collection[int]


@dataclass(frozen=True)
class Selection:
    """A selection that can be followed, or why it cannot (`problems`).

    `query` is the one spelling, `title` says it in words (`Standpunten over Luchtverdediging`), `path` is its page.
    """

    listing: str
    query: str
    title: str
    path: str
    problems: tuple[str, ...] = ()
    filters: AgendaFilter | None = None
    meeting: MinisterialMeeting | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record, as the journal calls them, of which something can be told."""
        return ("letter", "position", "meeting") if self.filters is None else (SHELVES[self.listing].kind,)

    def matching(self, kind: str, ids: Ids) -> set[int]:
        """Which of these records are public and in the selection now."""
        if self.problems or not ids or kind not in self.kinds:
            return set()
        if self.filters is None:
            return set(_of_meeting(self.meeting, kind, ids).values_list("pk", flat=True)) if self.meeting else set()
        return _among(SHELVES[self.listing], self.filters, ids)

    def ask_the_database(self) -> None:
        """The index was found wanting; asking it again for each selection would take long."""
        if self.filters is not None:
            self.filters.__dict__["answer"] = None

    def came_in(self, item: AlertItem) -> bool:
        """Whether a record that is in the selection was not in it while it was as the item says that it had been."""
        was, now = self._held(item.kind, item.old), self._held(item.kind, item.new)
        return any(held and not before for before, held in zip(was, now, strict=True))

    def _held(self, kind: str, old: dict[str, Any]) -> Iterator[bool]:
        """For each condition of which versions tell: whether that held."""
        chosen = self.filters.chosen if self.filters else {}
        if "topic" in chosen:
            # What the history does not tell counts as held: then nothing came in.
            yield old.get("topics") is None or not chosen["topic"].branch_ids.isdisjoint(old["topics"])
        if kind == "letter" and "dossier" in chosen:
            yield _cited(chosen["dossier"], old)
        if kind == "letter" and "formation" in chosen:
            body = with_formations([chosen["formation"].value])
            yield MinisterialMeeting.objects.filter(body, pk__in=old["meetings"]).exists()
        if kind == "letter" and self.meeting is not None:
            yield self.meeting.pk in old["meetings"]
        if kind == "meeting" and self.filters and (letters := self.filters.letters()) is not None:
            yield old.get("letters") is None or letters.filter(pk__in=old["letters"]).exists()


def _cited(references: Iterable[Reference], old: dict[str, Any]) -> bool:
    """Whether the letter was, carried or cited one of these."""
    papers = Kamerstuk.objects.filter(pk__in={*old["papers"], *old["own"]})
    for one in references:
        if one.kind != "dossier":
            held = papers.filter(normal_form=one.normal).exists()
        else:
            here = Dossier.objects.filter(pk__in={*old["dossiers"], *old["carried"]}, normal_form=one.dossier_normal)
            held = here.exists() or papers.filter(dossier__normal_form=one.dossier_normal).exists()
        if held:
            return True
    return False


def _among(shelf: Shelf, filters: AgendaFilter, ids: Ids) -> set[int]:
    if filters.answer is not None and (found := filters.answer.among(ids)) is not None:
        return set(shelf.public().filter(pk__in=found).order_by().values_list("pk", flat=True)) if found else set()
    rows = filters.filter_queryset(shelf.public().filter(pk__in=ids))
    return set(rows.order_by().values_list("pk", flat=True))


def _of_meeting(meeting: MinisterialMeeting, kind: str, ids: Ids) -> "QuerySet[Any]":
    """The letters on the meeting, what is said on its agenda, or the meeting itself."""
    if kind == "letter":
        treating = LetterMeeting.objects.filter(meeting=meeting.pk).order_by().values("letter")
        return Letter.objects.public().filter(pk__in=ids).filter(pk__in=treating).order_by()
    if kind == "position":
        return GovernmentPosition.objects.public().filter(pk__in=ids, agenda_item__meeting=meeting.pk).order_by()
    return MinisterialMeeting.objects.public().filter(pk__in=set(ids) & {meeting.pk}).order_by()


def selection_of(listing: str, data: Any) -> Selection:
    """The selection that the parameters of a list's address make."""
    shelf = SHELVES[listing]
    kept = {name: str(data.get(name) or "").strip() for name in shelf.filter_class.base_filters if name not in HOW}
    filters = shelf.filter_class.brief({name: value for name, value in kept.items() if value}, shelf.public())
    query = urlencode(sorted(spelt(filters).items()))
    problems = list(filters.problems)
    if len(query) > LONGEST_QUERY:
        problems.append(_("Deze selectie is te lang om te volgen; gebruik minder filters of woorden."))
    path = reverse(shelf.page) + (f"?{query}" if query else "")
    return Selection(listing, query, subject(filters), path, tuple(problems), filters)


def spelt(filters: AgendaFilter) -> dict[str, str]:
    """The parameters of a selection, each in the site's own spelling."""
    found = {name: SPELLINGS.get(name, _slug)(value) for name, value in filters.chosen.items() if name not in HOW}
    if "dossier" in found and read_query(found["dossier"]).references != filters.chosen["dossier"]:
        found["dossier"] = " ".join(str(filters.data["dossier"]).split())
    if len(found.get("q", "").split()) > MOST_WORDS:  # parts of words count as words
        found["q"] = " ".join(str(filters.data["q"]).split())
    return found


def _slug(option: Any) -> str:
    return str(option.slug)


def _references(references: Iterable[Any]) -> str:
    """The first, unless that no longer means the others, too."""
    return next(str(reference.display) for reference in references)


SPELLINGS: dict[str, Callable[[Any], str]] = {
    "q": lambda wanted: str(wanted.typed or wanted),
    "dossier": _references,
    "year": str,
    "date_from": str,
    "date_to": str,
}


def meeting_selection(meeting: MinisterialMeeting) -> Selection:
    title = f"{meeting.title}, {meeting.dates}"
    return Selection(Listing.MEETING, str(meeting.pk), title, meeting.get_absolute_url(), meeting=meeting)


def selection_followed(followed: Followed) -> Selection:
    """What is followed as it is today: a topic that was merged is followed where it went."""
    if followed.listing == Listing.MEETING:
        return _meeting_followed(followed.query)
    data = dict(parse_qsl(followed.query))
    found = selection_of(followed.listing, data)
    if found.problems and (slug := data.get("topic")):
        topic = record_once_at(FormerSlug.Kind.TOPIC, slug, Topic.objects.public())
        return selection_of(followed.listing, {**data, "topic": topic.slug}) if topic else found
    return found


def _meeting_followed(pk: str) -> Selection:
    meetings = MinisterialMeeting.objects.public().select_related("formation")
    meeting = meetings.filter(pk=int(pk)).first()
    if meeting is None:
        gone = _("Deze vergadering staat niet (meer) op de site.")
        return Selection(Listing.MEETING, pk, _("Een vergadering"), reverse("meetings"), (gone,))
    return meeting_selection(meeting)
