"""Which topics a position suggests: by its words, and by earlier agenda items of that body with the same title."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from django.db.models import QuerySet

from agenda_tracker.models import AgendaItem, GovernmentPosition, Topic
from agenda_tracker.models.batches import batches
from agenda_tracker.models.fields import fold

from .titles import names_a_subject

MOST = 3
# The folded title of an item, and its body.
Asked = tuple[str, int]


class TopicSuggester:
    """Reads the topic tree once; `suggest` then works without the database, once it knows the earlier items."""

    def __init__(self) -> None:
        self.topics = {topic.pk: topic for topic in Topic.objects.order_by("pk")}
        self.by_title: dict[Asked, list[int]] = {}

    @cached_property
    def by_keyword(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for topic in self.topics.values():
            names = [topic.name] if topic.parent_id else []  # "recht" or "werk" says little about a sentence
            for word in {*map(fold, names), *map(fold, topic.keyword_list())}:
                found.setdefault(word, []).append(topic.pk)
        return found

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All keywords as whole words, the longest first, so that `luchtverdediging` is not read as `verdediging`."""
        words = sorted(filter(None, self.by_keyword), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)") if words else re.compile(r"(?!)")

    def suggest(self, *texts: str, item: AgendaItem | None = None) -> list[Topic]:
        """At most three topics, those with most hits first; a topic above another suggested one is left out.

        What a clerk gave to earlier items of that body with the title of ``item`` counts as one hit more, when the title
        names a subject.
        """
        hits = Counter(
            pk for text in texts for word in self.pattern.findall(fold(text)) for pk in self.by_keyword[word]
        )
        if item:
            self.look_back([item])
            hits.update(self.by_title.get(_asked(item), ()))
        above = {parent for pk in hits for parent in self._ancestors(pk)}
        best = sorted((pk for pk in hits if pk not in above), key=lambda pk: (-hits[pk], pk))
        return [self.topics[pk] for pk in best[:MOST]]

    def look_back(self, items: Iterable[AgendaItem]) -> None:
        """Topics that most items with these titles had as a whole, at other meetings of the same body; asked once."""
        new: dict[Asked, int] = {}
        for item in items:
            if _asked(item) not in self.by_title and names_a_subject(item.title):
                new.setdefault(_asked(item), item.pk)
        for some in batches(list(new)):
            given = _topics_given(some, [new[one] for one in some])
            self.by_title |= {one: _in_most(given[one])[:MOST] for one in some}

    def _ancestors(self, pk: int) -> set[int]:
        found: set[int] = set()
        parent = self.topics[pk].parent_id
        while parent is not None and parent not in found:
            found.add(parent)
            parent = self.topics[parent].parent_id
        return found


def _asked(item: AgendaItem) -> Asked:
    return item.title_key, item.meeting.formation_id


def _topics_given(asked: Sequence[Asked], except_items: Sequence[int]) -> dict[Asked, list[set[int]]]:
    """By title and body, the topics of each earlier item that has any."""
    titles, bodies = {title for title, _body in asked}, {body for _title, body in asked}
    before = AgendaItem.objects.filter(title_key__in=titles, meeting__formation__in=bodies).exclude(pk__in=except_items)
    topics = _topics_of(before)
    found: dict[Asked, list[set[int]]] = defaultdict(list)
    for pk, title, body in before.order_by().values_list("pk", "title_key", "meeting__formation"):
        found[title, body] += [topics[pk]] if pk in topics else []
    return found


def _topics_of(items: QuerySet[AgendaItem]) -> dict[int, set[int]]:
    """For each item with topics those it was given itself, and those of most of the confirmed positions on it.

    A topic of one position among several says what that position is about, not the item.
    """
    said: dict[int, dict[int, set[int]]] = {}
    confirmed = GovernmentPosition.objects.filter(agenda_item__in=items, review="confirmed").exclude(topics=None)
    for item, position, topic in confirmed.order_by().values_list("agenda_item", "pk", "topics"):
        said.setdefault(item, {}).setdefault(position, set()).add(topic)
    found = {item: set(_in_most(positions.values())) for item, positions in said.items()}
    for item, topic in items.exclude(topics=None).order_by().values_list("pk", "topics"):
        found.setdefault(item, set()).add(topic)
    return found


def _in_most(sets: Collection[set[int]]) -> list[int]:
    """What more than half of the sets hold, most often held first."""
    counts = Counter(topic for one in sets for topic in one)
    return [
        topic for topic, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if 2 * count > len(sets)
    ]
