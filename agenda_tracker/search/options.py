"""What can be chosen in the filters: loaded once for a page, one query each, only what strangers may see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q

from agenda_tracker.models import Formation, MinisterialMeeting, Ministry, Topic

from .kept import once_per_head
from .tree import public_tree

# Before the name of a topic, once for each topic above it.
DEEPER = "\u2003"


@dataclass(frozen=True)
class Option:
    """One choice: the slug in the address, how a list shows it, how a sentence names it, and what it stands for.

    `offered` is False for what exists but would give an empty list: accepted, and left out of the list.
    """

    slug: str
    label: str
    name: str
    value: Any
    group: str = ""
    offered: bool = True

    @cached_property
    def branch_ids(self) -> set[int]:
        """For a topic: its id and those of all below it; asked once, however many queries need it."""
        return Topic.objects.descendant_ids([self.value])


def value_of(option: Option) -> str:
    """What the index keeps for this choice: the id of a record, else the slug."""
    return str(getattr(option.value, "pk", None) or option.slug)


class Options(dict[str, Option]):
    """The choices of one filter by their slugs, in the order of the list."""

    @cached_property
    def groups(self) -> list[tuple[str, list[Option]]]:
        """What is offered, under the name of its group; "" comes first and has no name."""
        found: dict[str, list[Option]] = {"": []}
        for option in self.values():
            if option.offered:
                found.setdefault(option.group, []).append(option)
        return list(found.items())

    @cached_property
    def by_value(self) -> dict[str, Option]:
        """By what the index keeps."""
        return {value_of(option): option for option in self.values()}


@once_per_head
def topics() -> Options:
    """All public topics in the order of the tree, indented by their depth."""
    found = (
        Option(branch.topic.slug, DEEPER * branch.depth + branch.topic.name, branch.topic.name, branch.topic)
        for branch in public_tree().walk()
    )
    return Options({option.slug: option for option in found})


@once_per_head
def formations() -> Options:
    """All bodies; offered are those with a public meeting."""
    meetings = MinisterialMeeting.objects.public()
    meets = Exists(meetings.filter(formation=OuterRef("pk"))) | Exists(meetings.filter(also_with=OuterRef("pk")))
    names = {value: str(label) for value, label in Formation.Organisation.choices}
    found = (
        Option(body.slug, str(body), body.name, body, names[body.organisation], body.meets)
        for body in Formation.objects.public().annotate(meets=meets)
    )
    return Options({option.slug: option for option in found})


@once_per_head
def ministries() -> Options:
    """All ministries, old and new."""
    rows = Ministry.objects.public()
    return Options({one.slug: Option(one.slug, one.name, one.name, one) for one in rows})


def enumerated(choices: Iterable[tuple[str, Any]]) -> Options:
    """The values of a model's choices, without the empty one."""
    return Options({value: Option(value, str(label), str(label), value) for value, label in choices if value})


def named_once(choices: Iterable[tuple[str, Any]]) -> Callable[[], Options]:
    """The same when they are first asked for, and from then on: the site has one language."""
    return cache(lambda: enumerated(choices))


def ministry_chain(chosen: Ministry, known: Options) -> set[int]:
    """Ids of the ministry, of those it came from and of those that came after it."""
    all_known: list[Ministry] = [option.value for option in known.values()]
    by_id = {ministry.pk: ministry for ministry in all_known}
    chain, later = {chosen.pk}, chosen.successor_id
    while later and later not in chain:
        chain.add(later)
        later = by_id[later].successor_id
    return chain | _came_from(chosen.pk, all_known)


def _came_from(pk: int, ministries: list[Ministry]) -> set[int]:
    found, waiting = set(), [pk]
    while waiting:
        pk = waiting.pop()
        older = [ministry.pk for ministry in ministries if ministry.successor_id == pk and ministry.pk not in found]
        found.update(older)
        waiting += older
    return found


def with_formations(formations: Iterable[Formation]) -> Q:
    """Meetings of one of these bodies, also where it sits in with another."""
    formations = list(formations)
    joined = MinisterialMeeting.also_with.through.objects.filter(formation__in=formations)
    return Q(formation__in=formations) | Q(pk__in=joined.values("ministerialmeeting"))
