"""What positions rest on, fetched for many at once: their letter with its numbers and who signed it, quotes, topics."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from agenda_tracker.models import Evidence, GovernmentPosition, Kamerstuk, Letter, Signatory, Topic
from agenda_tracker.models.prepared import Prepared, attach


def topics_of(positions: list[int]) -> "QuerySet[Any]":
    """The public topics of these positions, each with its position."""
    ties = GovernmentPosition.topics.through.objects.filter(governmentposition__in=positions)
    public = ties.filter(topic__in=Topic.objects.public().order_by())
    return public.select_related("topic").order_by("topic__order", "topic__name_key")


def quotes_of(positions: list[int]) -> "QuerySet[Evidence]":
    rows = Evidence.objects.filter(position__in=positions).select_related("paragraph")
    return rows.order_by("paragraph__order", "start")


def papers_of(letters: list[int]) -> "QuerySet[Kamerstuk]":
    return Kamerstuk.objects.filter(letter__in=letters)


def signatories_of(letters: list[int]) -> "QuerySet[Signatory]":
    return Signatory.objects.filter(letter__in=letters).order_by("role", "order", "pk")


TOPICS, QUOTES = Prepared(topics_of), Prepared(quotes_of)
PAPERS, SIGNATORIES = Prepared(papers_of), Prepared(signatories_of)


def add_topics(positions: Sequence[GovernmentPosition]) -> None:
    """Their public topics; one query."""
    ties = _by(TOPICS([one.pk for one in positions]), "governmentposition_id")
    attach(positions, "topics", {pk: [tie.topic for tie in found] for pk, found in ties.items()})


def add_quotes(positions: Sequence[GovernmentPosition]) -> None:
    """Their evidence with its paragraphs; one query."""
    attach(positions, "evidence", _by(QUOTES([one.pk for one in positions]), "position_id"))


def add_papers(letters: Sequence[Letter]) -> None:
    """The Kamerstukken that they are; one query."""
    attach(letters, "kamerstukken", _by(PAPERS({one.pk for one in letters}), "letter_id"))


def add_signatories(letters: Sequence[Letter]) -> None:
    """Who signed them; one query."""
    attach(letters, "signatories", _by(SIGNATORIES({one.pk for one in letters}), "letter_id"))


def share_letters(positions: Sequence[GovernmentPosition]) -> list[Letter]:
    """The letters of these positions, each once and the same for all that are in it."""
    letters: dict[int, Letter] = {}
    for position in positions:
        position.letter = letters.setdefault(position.letter_id, position.letter)
    return list(letters.values())


def _by(rows: Iterable[Any], key: str) -> dict[Any, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found
