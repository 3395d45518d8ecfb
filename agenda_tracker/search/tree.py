"""The tree of topics as strangers see it, with how many public positions lie under each branch."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, QuerySet, Value, When

from agenda_tracker.models import GovernmentPosition, Topic

from .answers import Unanswerable, answer
from .kept import once_per_head


@dataclass
class Branch:
    """A topic with what lies below it; `depth` is 0 at the top, `count` is None until counted."""

    topic: Topic
    depth: int = 0
    parent: "Branch | None" = None
    children: "list[Branch]" = field(default_factory=list)
    count: int | None = None

    def walk(self) -> "Iterator[Branch]":
        """This branch and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def path(self) -> "list[Branch]":
        """From the top of the tree down to the parent."""
        return [*self.parent.path, self.parent] if self.parent else []


class Tree:
    """All public topics; one whose parent is not public stands at the top."""

    def __init__(self, topics: Iterable[Topic], parents: Iterable[tuple[int, int | None]] | None = None) -> None:
        """`parents` gives the parent of every topic there is, shown or not; without it, that is asked when needed."""
        self.by_id = {topic.pk: Branch(topic) for topic in topics}
        self._parents = parents
        self.by_slug = {branch.topic.slug: branch for branch in self.by_id.values()}
        self.roots: list[Branch] = []
        for branch in self.by_id.values():
            branch.parent = self.by_id.get(branch.topic.parent_id or 0)
            (branch.parent.children if branch.parent else self.roots).append(branch)
        for branch in self.walk():
            branch.depth = branch.parent.depth + 1 if branch.parent else 0

    def walk(self) -> Iterator[Branch]:
        """Every branch in reading order."""
        for root in self.roots:
            yield from root.walk()

    def count(self, branches: Iterable[Branch]) -> None:
        """Fill in the counts of branches of which none lies above another; one query, none when the index knows them."""
        branches = list(branches)
        known = by_topic()
        if known is not None:
            for branch in branches:
                branch.count = known[str(branch.topic.pk)]
            return
        for branch, number in zip(branches, _counted([self.ids(branch) for branch in branches]), strict=True):
            branch.count = number

    def count_all(self) -> None:
        """Fill in every count; one query for each level of the tree."""
        for depth in sorted({branch.depth for branch in self.by_id.values()}):
            self.count(branch for branch in self.walk() if branch.depth == depth)

    def ids(self, branch: Branch) -> set[int]:
        """The topics that count for a branch: its own, those below it, and what is not shown but lies below those."""
        found, waiting = set(), [branch.topic.pk]
        while waiting:
            pk = waiting.pop()
            if pk not in found:
                found.add(pk)
                waiting += self._children.get(pk, [])
        return found

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        every = self._parents
        if every is None:
            every = Topic.objects.order_by().values_list("pk", "parent_id")
        children: dict[int, list[int]] = {}
        for pk, parent in every:
            children.setdefault(parent or 0, []).append(pk)
        return children


def public_tree() -> Tree:
    """The tree without counts; one query."""
    shown = Topic.objects.public().filter(pk=OuterRef("pk"))
    topics = list(Topic.objects.annotate(shown=Exists(shown)))
    return Tree((topic for topic in topics if topic.shown), [(topic.pk, topic.parent_id) for topic in topics])


@once_per_head
def known_tree() -> Tree:
    """As `public_tree`, shared by all who read it: for what does not count, or counts by the index only."""
    return public_tree()


@once_per_head
def by_topic() -> Counter[str] | None:
    """By the id of a topic: how many public positions are under it or below; None when the index cannot tell."""
    found = counted_by_topic({})
    return found[1] if found else None


def counted_by_topic(values: dict[str, Sequence[str]]) -> tuple[int, Counter[str]] | None:
    """How many public positions have these values, as the index keeps them: in all, and by the id of a topic.

    None when the index cannot tell.
    """
    found = answer(("position",), values, None, None, None)
    try:
        return (found.count, found.facets(["topic"])["topic"]) if found is not None else None
    except Unanswerable:
        return None


def _counted(groups: list[set[int]]) -> list[int]:
    """How many public positions are under each group of topics; a position counts once for a group."""
    if not groups:
        return []
    cases = [When(topic__in=ids, then=Value(index)) for index, ids in enumerate(groups)]
    public = GovernmentPosition.objects.public()
    tags: QuerySet[Any] = GovernmentPosition.topics.through.objects.filter(governmentposition__in=public)
    grouped = tags.annotate(group=Case(*cases, output_field=IntegerField())).filter(group__isnull=False).order_by()
    numbers = dict(grouped.values_list("group").annotate(Count("governmentposition", distinct=True)))
    return [numbers.get(index, 0) for index in range(len(groups))]
