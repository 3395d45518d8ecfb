"""Which documents a stretch of the journal touches: the records it names, and those whose document shows something of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from agenda_tracker.models import (
    AgendaItem,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Section,
    Signatory,
    Topic,
)

from .facts import Families

Ids = set[int]


@dataclass
class Affected:
    """Ids by kind of document."""

    ids: dict[str, Ids] = field(default_factory=lambda: defaultdict(set))

    def add(self, kind: str, pks: Iterable[int | None]) -> None:
        self.ids[kind] |= {pk for pk in pks if pk is not None}

    @property
    def count(self) -> int:
        return sum(len(pks) for pks in self.ids.values())


def affected(lines: Iterable[tuple[str, int]]) -> Affected:
    """From lines (kind, id) of the journal to documents; about fifteen queries, however many lines."""
    named: dict[str, Ids] = defaultdict(set)
    for kind, pk in lines:
        named[kind].add(pk)
    found = Affected()
    for kind in ("position", "letter", "meeting", "topic", "kamerstuk", "dossier"):
        found.add(kind, named[kind])
    _by_paper(named, found)
    _by_ministry(named, found)
    _by_topic(named["topic"], found)
    _by_body(named, found)
    _together(found)
    return found


def _by_paper(named: dict[str, Ids], found: Affected) -> None:
    """Letters that are, carry or cite what was touched are found by its number."""
    papers, dossiers = named["kamerstuk"], named["dossier"]
    if papers or dossiers:
        cites = KamerstukReference.objects.filter(Q(kamerstuk__in=papers) | Q(dossier__in=dossiers)).order_by()
        found.add("letter", cites.values_list("letter", flat=True))
        found.add("letter", Kamerstuk.objects.filter(pk__in=papers).order_by().values_list("letter", flat=True))
        found.add(
            "letter", Letter.dossiers.through.objects.filter(dossier__in=dossiers).values_list("letter", flat=True)
        )


def _by_ministry(named: dict[str, Ids], found: Affected) -> None:
    """A ministry's letters are found by its successors and predecessors, too."""
    if named["ministry"] or named["office"]:
        families = Families()
        kin = {int(one) for pk in named["ministry"] for one in families.ministries(pk)} | named["ministry"]
        everyone = {int(one) for pk in kin for one in families.ministries(pk)} | kin
        signed = Signatory.objects.filter(Q(office__ministry__in=everyone) | Q(office__in=named["office"])).order_by()
        found.add("letter", signed.values_list("letter", flat=True))


def _by_topic(topics: Ids, found: Affected) -> None:
    """What is under a topic is found by those above it, which may have changed."""
    if topics:
        below = Topic.objects.descendant_ids(list(Topic.objects.filter(pk__in=topics)))
        tagged = GovernmentPosition.topics.through.objects.filter(topic__in=below)
        found.add("position", tagged.values_list("governmentposition", flat=True))
        items = list(AgendaItem.topics.through.objects.filter(topic__in=below).values_list("agendaitem", flat=True))
        _by_item(set(items), found)


def _by_item(items: Ids, found: Affected) -> None:
    if items:
        found.add("meeting", AgendaItem.objects.filter(pk__in=items).order_by().values_list("meeting", flat=True))
        found.add("letter", Section.objects.filter(agenda_item__in=items).order_by().values_list("letter", flat=True))


def _by_body(named: dict[str, Ids], found: Affected) -> None:
    bodies = named["formation"]
    if bodies:
        meets = MinisterialMeeting.objects.filter(Q(formation__in=bodies) | Q(also_with__in=bodies)).order_by()
        found.add("meeting", meets.values_list("pk", flat=True))
    _by_item(named["item"], found)


def _together(found: Affected) -> None:
    """A letter, its positions and its meetings show something of one another."""
    owners = GovernmentPosition.objects.filter(pk__in=found.ids["position"]).order_by()
    for letter, meeting in list(owners.values_list("letter", "agenda_item__meeting")):
        found.add("letter", [letter])
        found.add("meeting", [meeting])
    letters, meetings = set(found.ids["letter"]), set(found.ids["meeting"])
    treats = LetterMeeting.objects.order_by()
    found.add("letter", treats.filter(meeting__in=meetings).values_list("letter", flat=True))
    found.add("meeting", treats.filter(letter__in=letters).values_list("meeting", flat=True))
    on = Q(letter__in=letters) | Q(agenda_item__meeting__in=found.ids["meeting"])
    found.add("position", GovernmentPosition.objects.filter(on).order_by().values_list("pk", flat=True))
