"""The values that filters compare, gathered for many letters, meetings or positions at once.

A value is text: the slug of a choice, the number of a record, the normal form of a paper. What belongs together, as the
kind and the stance of one and the same position, is also kept joined, so that a letter with an aim on one subject and a
critical view on another is not taken for one with a critical aim.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import combinations, product

from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Ministry,
    Section,
    Signatory,
    Topic,
)

Values = dict[str, set[str]]
Ids = Collection[int]

OF_POSITION = ("kind", "stance", "topic")
OF_LETTER = ("chamber", "dossier", "letter_kind", "ministry")
OF_MEETING = ("formation", "organisation")
SEPARATOR = "|"


def path(names: Iterable[str]) -> str:
    """The name under which values of these parameters are kept joined: `kind_topic`."""
    return "_".join(sorted(names))


def joined(rows: Iterable[Mapping[str, Collection[str]]], names: tuple[str, ...]) -> Values:
    """Every combination of values that occurs in one row, for every choice of names."""
    found: Values = defaultdict(set)
    for row in rows:
        there = tuple(name for name in names if row.get(name))
        for name in there:
            found[name].update(row[name])
        for name, chosen in _together(there):
            found[name].update(map(SEPARATOR.join, product(*map(row.__getitem__, chosen))))
    return found


@cache
def _together(names: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Every choice of two or more, under the name of what it keeps joined."""
    sizes = range(2, len(names) + 1)
    return [(path(chosen), chosen) for size in sizes for chosen in combinations(names, size)]


class Families:
    """The tree of topics upwards, and the ministries that stand for one another; read once for a batch."""

    def __init__(self) -> None:
        self._parents = dict(Topic.objects.order_by().values_list("pk", "parent_id"))
        self._ministries = _stand_ins(dict(Ministry.objects.order_by().values_list("pk", "successor_id")))
        self._lines: dict[int, frozenset[str]] = {}

    def topics(self, pk: int) -> frozenset[str]:
        """This topic and all above it."""
        if pk not in self._lines:
            self._lines[pk] = frozenset(map(str, _later(pk, self._parents)))
        return self._lines[pk]

    def ministries(self, pk: int) -> set[str]:
        """The ministries of which a choice finds this one's letters."""
        return {str(one) for one in self._ministries.get(pk, {pk})}


def _stand_ins(successors: dict[int, int | None]) -> dict[int, set[int]]:
    """By ministry: itself, those that came from it however often renamed, and those it came from."""
    found: dict[int, set[int]] = defaultdict(set)
    for pk in successors:
        line = _later(pk, successors)
        for one in line:
            found[one].add(pk)  # choosing the old one finds what came after it
            found[pk].add(one)  # and the other way round
    return found


def _later(pk: int, successors: Mapping[int, int | None]) -> list[int]:
    line: list[int] = []
    at: int | None = pk
    while at is not None and at not in line:
        line.append(at)
        at = successors.get(at)
    return line


def letter_values(pks: Ids, families: Families) -> dict[int, Values]:
    """What filters ask of letters: chambers, kinds, ministries, and the dossiers and papers carried or cited."""
    found: dict[int, Values] = {pk: defaultdict(set) for pk in pks}
    for pk, kind, tk, ek in Letter.objects.filter(pk__in=pks).order_by().values_list("pk", "kind", "to_tk", "to_ek"):
        found[pk]["letter_kind"].add(kind)
        found[pk]["chamber"] |= {slug for slug, on in (("tk", tk), ("ek", ek)) if on}
    for pk, kind in LetterMeeting.objects.filter(letter__in=pks).order_by().values_list("letter", "kind"):
        found[pk]["letter_kind"].add(kind)
    signed = Signatory.objects.filter(letter__in=pks, office__isnull=False).order_by()
    for pk, ministry in signed.values_list("letter", "office__ministry"):
        found[pk]["ministry"] |= families.ministries(ministry)
    for pk, values in _dossiers(pks).items():
        found[pk]["dossier"] |= values
    return found


def _dossiers(pks: Ids) -> dict[int, set[str]]:
    """By letter: `dossier/28676` for a dossier it stands in or cites from, `28676-464` for a paper it is or cites."""
    found: dict[int, set[str]] = defaultdict(set)
    above = Dossier.objects.filter(letters__in=pks).order_by()
    for pk, dossier in above.values_list("letters", "normal_form"):
        if pk in pks:
            found[pk].add(f"dossier/{dossier}")
    own = Kamerstuk.objects.filter(letter__in=pks).order_by()
    cited = KamerstukReference.objects.filter(letter__in=pks).order_by()
    papers = [*own.values_list("letter", "normal_form", "dossier__normal_form")]
    papers += cited.exclude(kamerstuk=None).values_list(
        "letter", "kamerstuk__normal_form", "kamerstuk__dossier__normal_form"
    )
    for pk, paper, dossier in papers:
        found[pk] |= {paper, f"dossier/{dossier}"}
    for pk, dossier in cited.exclude(dossier=None).values_list("letter", "dossier__normal_form"):
        found[pk].add(f"dossier/{dossier}")
    return found


def meeting_values(pks: Ids) -> dict[int, Values]:
    """The bodies that meet, also those that sit in, and their organisations."""
    found: dict[int, Values] = {pk: defaultdict(set) for pk in pks}
    rows = MinisterialMeeting.objects.filter(pk__in=pks).order_by()
    bodies = [*rows.values_list("pk", "formation", "formation__organisation")]
    joint = MinisterialMeeting.also_with.through.objects.filter(ministerialmeeting__in=pks)
    bodies += joint.values_list("ministerialmeeting", "formation", "formation__organisation")
    for pk, formation, organisation in bodies:
        found[pk]["formation"].add(str(formation))
        found[pk]["organisation"].add(organisation)
    return found


def position_values(pks: Ids, families: Families, by: str, owners: Ids) -> dict[int, Values]:
    """Kind, stance when it has one, and topics with all above them.

    The positions are asked by what they belong to (`by` is the way to it, `owners` its keys), since that is far less to name.
    """
    found: dict[int, Values] = {pk: defaultdict(set) for pk in pks}
    rows = GovernmentPosition.objects.filter(**{f"{by}__in": owners}).order_by()
    for pk, kind, stance in rows.values_list("pk", "kind", "stance"):
        if pk in found:
            found[pk]["kind"].add(kind)
            found[pk]["stance"] |= {stance} - {""}
    tagged = GovernmentPosition.topics.through.objects.filter(**{f"governmentposition__{by}__in": owners})
    for pk, topic in tagged.values_list("governmentposition", "topic"):
        if pk in found:
            found[pk]["topic"] |= families.topics(topic)
    return found


def item_topics(by: str, owners: Ids, families: Families) -> dict[int, set[str]]:
    """By agenda item: its own topics with all above them. The items are asked by what they belong to, as positions are."""
    found: dict[int, set[str]] = defaultdict(set)
    tagged = AgendaItem.topics.through.objects.filter(**{f"agendaitem__{by}__in": owners})
    for pk, topic in tagged.values_list("agendaitem", "topic"):
        found[pk] |= families.topics(topic)
    return found


def items_of_letters(pks: Ids) -> dict[int, set[int]]:
    """By letter: the agenda items its sections treat."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Section.objects.filter(letter__in=pks, agenda_item__isnull=False).order_by()
    for letter, item in rows.values_list("letter", "agenda_item"):
        found[letter].add(item or 0)
    return found
