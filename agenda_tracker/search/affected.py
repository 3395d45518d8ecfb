"""Which documents a stretch of the journal touches: the records it names, and those whose document shows something of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from agenda_tracker.models import (
    AgendaItem,
    Dossier,
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


def nothing(form: str) -> Ids:
    """What is found by a number where nobody knows the index."""
    return set()


def affected(lines: Iterable[tuple[str, int]], indexed: Callable[[str], Ids] = nothing) -> Affected:
    """From lines (kind, id) of the journal to documents; about twenty queries, however many lines.

    `indexed` tells which letters the index finds by a number: `28676-464`, `dossier/28676`.
    """
    named: dict[str, Ids] = defaultdict(set)
    for kind, pk in lines:
        named[kind].add(pk)
    found = Affected()
    for kind in ("position", "letter", "meeting", "topic", "kamerstuk", "dossier"):
        found.add(kind, named[kind])
    _by_number(named, found, indexed)
    _by_ministry(named, found)
    _by_topic(named["topic"], found)
    _by_body(named, found)
    _together(found)
    return found


def _by_number(named: dict[str, Ids], found: Affected, indexed: Callable[[str], Ids]) -> None:
    """Letters that are, carry or cite what was touched, where the index does not find them by its number, or finds others.

    Every letter in a dossier touches it, and of a dossier its other letters show the number only.
    """
    for form, letters in _letters_by_number(named["kamerstuk"], named["dossier"]).items():
        found.add("letter", letters ^ indexed(form))


def _letters_by_number(papers: Ids, dossiers: Ids) -> dict[str, Ids]:
    """The public letters that must be found by each number of these."""
    if not papers and not dossiers:
        return {}
    own = Kamerstuk.objects.exclude(letter=None)
    cited, above = KamerstukReference.objects.all(), Letter.dossiers.through.objects.all()
    ways: list[tuple[Any, str, Ids, str]] = [
        (own, "pk", papers, "normal_form"),
        (cited, "kamerstuk", papers, "kamerstuk__normal_form"),
        (own, "dossier", dossiers, "dossier__normal_form"),
        (cited, "kamerstuk__dossier", dossiers, "kamerstuk__dossier__normal_form"),
        (cited, "dossier", dossiers, "dossier__normal_form"),
        (above, "dossier", dossiers, "dossier__normal_form"),
    ]
    numbers = [
        f"dossier/{one}" for one in Dossier.objects.filter(pk__in=dossiers).values_list("normal_form", flat=True)
    ]
    numbers += Kamerstuk.objects.filter(pk__in=papers).values_list("normal_form", flat=True)
    found: dict[str, Ids] = {number: set() for number in numbers}
    public = Letter.objects.public().order_by().values("pk")
    for rows, of, ids, number in ways:
        prefix = "dossier/" if number.endswith("dossier__normal_form") else ""
        pairs = rows.filter(**{f"{of}__in": ids}, letter__in=public).order_by().values_list(number, "letter").distinct()
        for form, letter in pairs if ids else ():
            found[prefix + form].add(letter)
    return found


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
