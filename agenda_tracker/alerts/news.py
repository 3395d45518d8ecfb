"""What a mail or preview tells of each item: the record as strangers see it now, and what it said before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda_tracker.feeds.shelves import LETTERS, MEETINGS, POSITIONS, Shelf
from agenda_tracker.models import AlertItem, GovernmentPosition, MinisterialMeeting
from agenda_tracker.models.dates import date_span, long_date
from agenda_tracker.search import Differences, Pair, Verdict, changes_for, counted
from agenda_tracker.search.numbers import money
from agenda_tracker.search.sources import add_topics
from agenda_tracker.search.topic_changes import ON_ITEMS

from .happened import merged

SHELF_OF: dict[str, Shelf] = {shelf.kind: shelf for shelf in (POSITIONS, LETTERS, MEETINGS)}
LONGEST_QUOTE = 600


@dataclass(frozen=True)
class Contrast:
    """Old and new under a name: `Formulering`, `Bedrag`; `since` tells when the old held.

    Of running text (`is_text`) the words that differ are marked.
    """

    name: str
    differences: Differences
    since: str = ""
    is_text: bool = True

    @property
    def whole(self) -> bool:
        """Whether old and new are shown whole, below each other."""
        one = self.differences
        return not self.is_text or one.whole or not one.earlier or not one.later

    @property
    def in_marks(self) -> str:
        """In plain text: `[-oud-] {+nieuw+}`."""
        marks = {"gone": "[-{}-]", "new": "{{+{}+}}", "same": "{}"}
        pieces = ((marks[piece.change].format(piece.text), piece.gap) for piece in self.differences.pieces)
        joined = "".join(text + gap for text, gap in pieces)
        return joined.replace("-]{+", "-] {+").strip()


@dataclass(frozen=True)
class News:
    """One thing to tell. `label` says in a few words what happened at the moment `at`, `contrasts` hold old beside new."""

    kind: str
    pk: int
    at: datetime
    label: str
    title: str
    path: str
    where: str = ""
    quotes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    citation: str = ""
    contrasts: tuple[Contrast, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """In the Netherlands."""
        return timezone.localdate(self.at)


@dataclass(frozen=True)
class Told:
    """What happened to one record: all its items together; `came_in` as in `AlertMatch`."""

    item: AlertItem
    came_in: bool = False


def together(items: Iterable[tuple[AlertItem, bool]]) -> list[Told]:
    """One for each record, in the order in which something happened first; none where all is as it was."""
    by_record: dict[tuple[str, int], list[tuple[AlertItem, bool]]] = defaultdict(list)
    for item, came_in in items:
        by_record[item.kind, item.object_id].append((item, came_in))
    found = []
    for some in by_record.values():
        came_in = any(came for _item, came in some)
        one = merged([item for item, _came in some]) or (some[-1][0] if came_in else None)
        if one is not None:
            found.append(Told(one, came_in))
    return found


def tell(told: Sequence[Told]) -> list[News]:
    """In the same order; what is no longer public is left out. A constant number of queries."""
    rows = {kind: _rows(kind, told) for kind in SHELF_OF}
    since = since_last_letter(list(rows["position"].values()))
    found = []
    for one in told:
        row = rows[one.item.kind].get(one.item.object_id)
        if row is not None:
            found.append(TELLERS[one.item.kind](row, one, since.get(row.pk)))
    return found


def still_public(told: Sequence[Told]) -> list[Told]:
    """Those whose record strangers can see now; one query for each kind."""
    shown = set()
    for kind, shelf in SHELF_OF.items():
        keys = [one.item.object_id for one in told if one.item.kind == kind]
        rows = shelf.public().filter(pk__in=keys).order_by().values_list("pk", flat=True) if keys else ()
        shown |= {(kind, pk) for pk in rows}
    return [one for one in told if (one.item.kind, one.item.object_id) in shown]


def _rows(kind: str, told: Iterable[Told]) -> dict[int, Any]:
    keys = [one.item.object_id for one in told if one.item.kind == kind]
    return SHELF_OF[kind].among(keys) if keys else {}


def since_last_letter(positions: Sequence[GovernmentPosition]) -> dict[int, Pair]:
    """Position → itself beside what was said the previous time on the same subject."""
    items = {one.agenda_item_id: one.agenda_item for one in positions if one.agenda_item is not None}
    if not items:
        return {}
    beside = add_topics(ON_ITEMS(list(items)))
    pairs = (pair for one in changes_for(items.values(), beside).values() for pair in one.pairs)
    return {pair.later.pk: pair for pair in pairs if pair.later is not None}


def _position(row: Any, told: Told, pair: Pair | None) -> News:
    meeting, is_new = row.agenda_item.meeting, told.item.is_new or told.came_in
    quotes = tuple(one.quote for one in row.evidence.all() if one.quote != row.wording)
    return News(
        kind="position",
        pk=row.pk,
        at=told.item.at,
        label=_label(told, _("Nieuw standpunt"), _("Gewijzigd standpunt"), _("Standpunt nu ook hier")),
        # What a change led to; what happened after that is told by the next mail.
        title=told.item.new.get("wording") or row.wording,
        path=row.get_absolute_url(),
        where=f"{row.agenda_item.title} – {meeting.title}, {meeting.dates}",
        quotes=tuple(_shortened(quote) for quote in quotes),
        facts=_facts(row),
        citation=row.citation,
        contrasts=_previous_time(pair) if is_new else _contrasts(told.item),
    )


def _label(told: Told, new: str, changed: str, came_in: str) -> str:
    if told.item.is_new:
        return new
    return came_in if told.came_in else changed


def _facts(row: Any) -> tuple[str, ...]:
    facts = [capfirst(row.get_kind_display()), row.get_stance_display() if row.stance else "", money(row.amount_eur)]
    return tuple(fact for fact in facts if fact)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"


def _previous_time(pair: Pair | None) -> tuple[Contrast, ...]:
    """What the previous letter on the same subject said, where that was something else."""
    if pair is None or pair.earlier is None or pair.verdict not in (Verdict.CHANGED, Verdict.SAME):
        return ()
    if not pair.differences.any:
        return ()
    name = _("Gewijzigd ten opzichte van de vorige brief")
    if pair.verdict == Verdict.SAME:
        name = _("Zelfde standpunt als in de vorige brief, in andere woorden")
    return (Contrast(name, pair.differences, pair.earlier.letter.dated),)


def _contrasts(item: AlertItem) -> tuple[Contrast, ...]:
    """The wording and quote where they differ, and every other fact that does."""
    shown = [(name, _printed(name, item.old.get(name)), _printed(name, item.new.get(name))) for name in _told(item)]
    return tuple(
        Contrast(str(PRINTED[name]), Differences(old, new), is_text=name in OF_TEXT)
        for name, old, new in shown
        if old != new
    )


def _told(item: AlertItem) -> list[str]:
    """Without the quote where the history does not tell it, or where it is the wording itself."""
    old, new = item.old.get("quote"), item.new.get("quote")
    unsaid = {"quote"} if None in (old, new) or new == item.new.get("wording") else set()
    return [name for name in PRINTED if name not in unsaid]


def _printed(name: str, value: str | None) -> str:
    if not value:
        return "" if name in OF_TEXT else _("niet genoemd")
    if name == "amount_eur":
        return money(Decimal(value))
    if name == "due_date":
        return long_date(date.fromisoformat(value))
    if name in ("kind", "stance"):
        field_of: Any = GovernmentPosition._meta.get_field(name)
        return str(dict(field_of.flatchoices).get(value, value))
    return value


OF_TEXT = ("wording", "quote")
PRINTED = {
    "wording": gettext_lazy("Formulering"),
    "quote": gettext_lazy("Citaat"),
    "kind": gettext_lazy("Aard"),
    "stance": gettext_lazy("Houding"),
    "amount_eur": gettext_lazy("Bedrag"),
    "due_date": gettext_lazy("Toegezegd vóór"),
    "due_as_written": gettext_lazy("Termijn"),
}


def _letter(row: Any, told: Told, _pair: Pair | None) -> News:
    meetings = "; ".join(f"{one.meeting.title}, {one.meeting.dates}" for one in row.treatments.all())
    said = counted(row.position_count, _("standpunt"), _("standpunten")) if row.position_count else ""
    return News(
        kind="letter",
        pk=row.pk,
        at=told.item.at,
        label=_label(told, _("Nieuwe brief"), _("Gewijzigde brief"), _("Brief hoort hier nu ook bij")),
        title=row.subject,
        path=row.get_absolute_url(),
        where=meetings,
        facts=tuple(fact for fact in (f"{capfirst(row.get_kind_display())} {_('van')} {row.dated}", said) if fact),
        citation=row.citation,
    )


def _meeting(row: Any, told: Told, _pair: Pair | None) -> News:
    place = ", ".join(part for part in (row.place, row.country) if part)
    return News(
        kind="meeting",
        pk=row.pk,
        at=told.item.at,
        label=_label(told, _("Nieuwe vergadering"), _("Gewijzigde vergadering"), _("Vergadering nu ook hier")),
        title=f"{row.title}, {row.dates}",
        path=row.get_absolute_url(),
        facts=tuple(fact for fact in (capfirst(row.get_state_display()), place) if fact),
        contrasts=() if told.item.is_new else _moved(told.item),
    )


def _moved(item: AlertItem) -> tuple[Contrast, ...]:
    """When, where, how and whether it meets, where that changed; nothing where the history does not tell it."""
    if not (item.old and item.new):
        return ()
    said = ((label, how(item.old), how(item.new)) for label, how in MEETING_LINES)
    return tuple(Contrast(str(label), Differences(old, new), is_text=False) for label, old, new in said if old != new)


def _days(version: dict[str, Any]) -> str:
    return date_span(date.fromisoformat(version["start_date"]), date.fromisoformat(version["end_date"]))


def _place(version: dict[str, Any]) -> str:
    return ", ".join(part for part in (version["place"], version["country"]) if part) or _("nog niet bekend")


MEETING_LINES = (
    (gettext_lazy("Wanneer"), _days),
    (gettext_lazy("Waar"), _place),
    (gettext_lazy("Vorm"), lambda version: str(MinisterialMeeting.Mode(version["mode"]).label)),
    (gettext_lazy("Stand"), lambda version: str(MinisterialMeeting.State(version["state"]).label)),
)
TELLERS = {"position": _position, "letter": _letter, "meeting": _meeting}
