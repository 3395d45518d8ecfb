"""Positions as JSON, many at once: what several share, a letter or an agenda item, is fetched and written once."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from agenda_tracker.models import AgendaItem, Evidence, GovernmentPosition, Letter
from agenda_tracker.models.position import with_paragraphs
from agenda_tracker.models.prepared import Prepared
from agenda_tracker.search.kept import KeptRows
from agenda_tracker.search.sources import TAGS, add_citations, topics_by

from . import linked
from .addresses import SLOT
from .answering import written

# No address has it by itself.
STAND_IN = "71335001700"
OWN = ("pk", "wording", "kind", "stance", "amount_eur", "due_date", "due_as_written")
SHARED = ("fulfilled_by", "letter", "agenda_item")


def _rows(ids: list[int]) -> "QuerySet[Any, Any]":
    """The public ones among these."""
    return GovernmentPosition.objects.public().filter(pk__in=ids).order_by().values_list(*OWN, *SHARED)


def _quotes(ids: list[int]) -> "QuerySet[Any, Any]":
    rows = Evidence.objects.filter(position__in=ids).order_by("paragraph__order", "start")
    return rows.values_list("position", "paragraph__number", "paragraph__text", "start", "end")


def _items(ids: list[int]) -> "QuerySet[AgendaItem]":
    rows = AgendaItem.objects.filter(pk__in=ids).order_by().select_related("meeting__formation")
    meeting = ("slug", "informal", "start_date", "end_date")
    body = ("slug", "name", "organisation")
    return rows.only(
        *("label", "title", "meeting_id"),
        *(f"meeting__{name}" for name in (*meeting, "formation_id")),
        *(f"meeting__formation__{name}" for name in body),
    )


def _letters(ids: list[int]) -> "QuerySet[Letter]":
    return Letter.objects.filter(pk__in=ids).order_by().only("slug", "kind", "subject", "date", "status")


ROWS, QUOTES, ITEMS, LETTERS = Prepared(_rows), Prepared(_quotes), Prepared(_items), Prepared(_letters)


class _Letter(NamedTuple):
    """What is told of a letter: as a link, as the source of a position, how to cite it, and its page."""

    link: str
    source: str
    citation: str
    page: str
    is_public: bool


def fetched(ids: list[int]) -> dict[int, str]:
    """As JSON by id; an id that is not public is left out. Six queries, one more for letters without a number."""
    rows = ROWS(ids) if ids else []
    if not rows:
        return {}
    found = [row[0] for row in rows]
    letters = LETTERS_TOLD({row[8] for row in rows} | {row[7] for row in rows if row[7]})
    items = ITEMS_TOLD({row[9] for row in rows})
    topics, quotes, links = _topics(found), defaultdict(list), _links()
    for position, *quote in QUOTES(found):
        quotes[position].append(quote)
    return {row[0]: _told(row, quotes[row[0]], topics[row[0]], letters, items[row[9]], links) for row in rows}


def _told(row: Any, quotes: list[Any], topics: str, letters: dict[int, _Letter], item: str, links: str) -> str:
    pk, wording, kind, stance, amount, due, due_as_written, fulfilled, letter_id, _item_id = row
    letter, by = letters[letter_id], letters.get(fulfilled)
    told = [_quote(letter.page, *quote) for quote in quotes]
    own = {
        "id": pk,
        "wording": wording,
        "isVerbatim": any(quote["text"] == wording for quote in told),
        "kind": kind,
        "stance": stance or None,
        "amountEur": _euro(amount),
        "dueDate": due.isoformat() if due else None,
        "dueAsWritten": due_as_written,
        "quotes": told,
        "citation": with_paragraphs(letter.citation, (quote["paragraph"] for quote in told)),
    }
    fulfilment = by.link if by and by.is_public else "null"
    beside = f'"fulfilledBy":{fulfilment},"topics":[{topics}],{item},{letter.source},{links.replace(STAND_IN, str(pk))}'
    return f"{written(own)[:-1]},{beside}}}"


def _euro(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _quote(page: str, number: str, text: str, start: int, end: int) -> linked.Told:
    """Where it stands counts code points of the paragraph."""
    return {"text": text[start:end], "paragraph": number, "start": start, "end": end, "page": f"{page}#p{number}"}


def _links() -> str:
    """With STAND_IN where the number of the position comes: the pattern of an address is looked up once for all."""
    return f'"_links":{written(linked.links_of_position(int(STAND_IN)))}'


def _item(item: AgendaItem) -> str:
    return f'"agendaItem":{written(linked.of_item(item))},"meeting":{written(linked.of_meeting(item.meeting))}'


def _items_told(ids: list[int]) -> dict[int, str]:
    return {item.pk: _item(item) for item in ITEMS(ids)}


def _letters_told(ids: list[int]) -> dict[int, _Letter]:
    """Whatever their state: who tells of one that only fulfils a promise looks whether it is public."""
    letters = LETTERS(ids)
    add_citations(letters)
    return {letter.pk: _letter(letter) for letter in letters}


def _letter(letter: Letter) -> _Letter:
    link, page = written(linked.of_letter(letter)), f"{SLOT}{letter.get_absolute_url()}"
    papers = written([linked.of_paper(paper) for paper in letter.kamerstukken.all()])
    return _Letter(link, f'"letter":{link},"kamerstukken":{papers}', letter.citation, page, letter.is_public)


# What is written of them, about half a kilobyte each, for whatever positions are asked next.
ITEMS_TOLD, LETTERS_TOLD = KeptRows(_items_told, 5_000), KeptRows(_letters_told, 3_000)


def _topics(positions: Iterable[int]) -> dict[int, str]:
    """The public topics of each, written; one that several have is written once."""
    found = topics_by(TAGS(list(positions)))
    used = {topic.pk: topic for topics in found.values() for topic in topics}
    links = {pk: written(linked.of_topic(topic)) for pk, topic in used.items()}
    return defaultdict(str, {pk: ",".join(links[topic.pk] for topic in topics) for pk, topics in found.items()})
