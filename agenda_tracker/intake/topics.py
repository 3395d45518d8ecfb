"""Which topics a position suggests: by its words, and by earlier agenda items with the same title."""

import re
from collections import Counter
from functools import cached_property

from agenda_tracker.models import AgendaItem, Topic
from agenda_tracker.models.fields import fold

MOST = 3
# Titles under which something else stands every time.
GENERIC = frozenset(("algemeen", "overig", "overige onderwerpen", "diversen"))


class TopicSuggester:
    """Reads the topic tree once; `suggest` then works without the database."""

    def __init__(self) -> None:
        self.topics = {topic.pk: topic for topic in Topic.objects.order_by("pk")}
        self.by_title: dict[str, list[int]] = {}

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

        What a clerk gave to earlier items with the title of ``item`` counts as one hit more.
        """
        hits = Counter(
            pk for text in texts for word in self.pattern.findall(fold(text)) for pk in self.by_keyword[word]
        )
        hits.update(self._earlier(item) if item and item.title_key not in GENERIC else ())
        above = {parent for pk in hits for parent in self._ancestors(pk)}
        best = sorted((pk for pk in hits if pk not in above), key=lambda pk: (-hits[pk], pk))
        return [self.topics[pk] for pk in best[:MOST]]

    def _earlier(self, item: AgendaItem) -> list[int]:
        """Topics of items with the same title at other meetings, and of the confirmed positions on them."""
        if item.title_key not in self.by_title:
            before = AgendaItem.objects.filter(title_key=item.title_key).exclude(pk=item.pk)
            own = before.exclude(topics=None).values_list("topics", flat=True)
            said = before.filter(positions__review="confirmed").exclude(positions__topics=None)
            counts = Counter([*own, *said.values_list("positions__topics", flat=True)])
            self.by_title[item.title_key] = [pk for pk, _ in counts.most_common(MOST)]
        return self.by_title[item.title_key]

    def _ancestors(self, pk: int) -> set[int]:
        found: set[int] = set()
        parent = self.topics[pk].parent_id
        while parent is not None and parent not in found:
            found.add(parent)
            parent = self.topics[parent].parent_id
        return found
