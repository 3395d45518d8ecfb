"""What positions rest on, fetched for many at once: their letter with its numbers and who signed it, quotes, topics."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from agenda_tracker.models import AgendaItem, Evidence, GovernmentPosition, Kamerstuk, Letter, Signatory, Topic
from agenda_tracker.models.prepared import Prepared, attach, attach_related, attached

from .kept import once_per_head

Row = TypeVar("Row", bound=Model)


# What no page tells of a letter.
UNTOLD_OF_LETTER = ("as_read", "read_meetings", "reading_notes", "subject_key", "created_at")
# What no page shows of many positions; the texts for searching alone are as long as all the rest.
UNSHOWN = (
    *("wording_key", "quotes_key", "rule", "confidence", "reviewed_by", "reviewed_at"),
    *(f"letter__{name}" for name in UNTOLD_OF_LETTER),
    *(f"letter__{name}" for name in ("withdrawal_note", "planned_attendance", "text_note", "first_published_at")),
    *(f"agenda_item__{name}" for name in ("title_key", "summary", "nature", "label", "part")),
    *("agenda_item__meeting__place_key", "agenda_item__meeting__formation__aliases"),
    "agenda_item__meeting__formation__name_key",
)


def tags_of(positions: list[int]) -> "QuerySet[Any, Any]":
    """The topics of these positions: position and topic."""
    tagged = GovernmentPosition.topics.through.objects.filter(governmentposition__in=positions)
    return tagged.order_by().values_list("governmentposition", "topic")


def tags_of_items(items: list[int]) -> "QuerySet[Any, Any]":
    """The topics of these agenda items: item and topic."""
    tagged = AgendaItem.topics.through.objects.filter(agendaitem__in=items)
    return tagged.order_by().values_list("agendaitem", "topic")


def quotes_of(positions: list[int]) -> "QuerySet[Evidence]":
    rows = Evidence.objects.filter(position__in=positions).select_related("paragraph")
    return rows.order_by("paragraph__order", "start")


def papers_of(letters: list[int]) -> "QuerySet[Kamerstuk]":
    return Kamerstuk.objects.filter(letter__in=letters)


def signatories_of(letters: list[int]) -> "QuerySet[Signatory]":
    return Signatory.objects.filter(letter__in=letters).order_by("role", "order", "pk")


TAGS, ITEM_TAGS, QUOTES = Prepared(tags_of), Prepared(tags_of_items), Prepared(quotes_of)
PAPERS, SIGNATORIES = Prepared(papers_of), Prepared(signatories_of)


def shown_topics() -> dict[int, Topic]:
    """By id, in the order in which lists name the topics of one record."""
    return {topic.pk: topic for topic in Topic.objects.public()}


public_topics = once_per_head(shown_topics)


def topics_by(
    tags: Iterable[tuple[int, int]], shown: Callable[[], dict[int, Topic]] = public_topics
) -> dict[int, list[Topic]]:
    """From pairs of a record and a topic: the public topics of each record, in the order in which lists name them."""
    found: dict[int, set[int]] = defaultdict(set)
    for record, topic in tags:
        found[record].add(topic)
    public = shown() if found else {}
    place = {pk: number for number, pk in enumerate(public)}
    return {pk: [public[one] for one in sorted(own & place.keys(), key=place.__getitem__)] for pk, own in found.items()}


def add_topics(positions: list[GovernmentPosition]) -> list[GovernmentPosition]:
    """The same, with their public topics; one query."""
    attach(positions, "topics", topics_by(TAGS([one.pk for one in positions]) if positions else ()))
    return positions


def add_quotes(positions: Sequence[GovernmentPosition]) -> None:
    """Their evidence with its paragraphs; one query."""
    attach_related(positions, "evidence", QUOTES([one.pk for one in positions]))


def add_papers(letters: Sequence[Letter]) -> None:
    """The Kamerstukken that they are; one query."""
    attach_related(letters, "kamerstukken", PAPERS({one.pk for one in letters}))


def add_signatories(letters: Sequence[Letter]) -> None:
    """Who signed them; one query."""
    attach_related(letters, "signatories", SIGNATORIES({one.pk for one in letters}))


def add_citations(letters: Sequence[Letter]) -> None:
    """What a letter is cited by: its Kamerstukken, or else who signed it; two queries, one when all have a number."""
    add_papers(letters)
    add_signatories([letter for letter in letters if not attached(letter, "kamerstukken")])


def add_sources(positions: Sequence[GovernmentPosition]) -> None:
    """Quotes and Kamerstukken where these are lacking, and who signed a letter that has no Kamerstuk to cite.

    Three queries for all together; two when every letter has one.
    """
    letters = [one.letter for one in positions]
    if unquoted := _lacking(positions, "evidence"):
        add_quotes(unquoted)
    if unasked := _lacking(letters, "kamerstukken"):
        add_papers(unasked)
    if unnumbered := _lacking([one for one in letters if not attached(one, "kamerstukken")], "signatories"):
        add_signatories(unnumbered)


def _lacking(rows: Iterable[Row], name: str) -> list[Row]:
    return [row for row in rows if name not in getattr(row, "_prefetched_objects_cache", {})]


def share_letters(positions: Sequence[GovernmentPosition]) -> list[Letter]:
    """The letters of these positions, each once and the same for all that are in it."""
    letters: dict[int, Letter] = {}
    for position in positions:
        position.letter = letters.setdefault(position.letter_id, position.letter)
    return list(letters.values())
