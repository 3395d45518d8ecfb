"""What changed since the previous letter: for agenda items of any meetings together, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from agenda_tracker.models import AgendaItem, GovernmentPosition, Letter, MinisterialMeeting
from agenda_tracker.models.prepared import attached

from .pairing import Match, Verdict, pair
from .previous import Previous, beforehand, previous_positions
from .said import Said
from .sources import add_sources
from .word_differences import Differences


@dataclass(frozen=True)
class Pair:
    """A position and what it was the previous time; one of the two is None when it is new, or gone."""

    earlier: GovernmentPosition | None
    later: GovernmentPosition | None
    verdict: Verdict

    @cached_property
    def differences(self) -> Differences:
        """Between the letters' own words; worked out when asked for."""
        return Differences(words_of(self.earlier), words_of(self.later))

    @property
    def still_stands(self) -> bool:
        """Whether it is a promise to parliament that was not said again: it holds until it is fulfilled."""
        return (
            self.verdict == Verdict.GONE
            and self.earlier is not None
            and self.earlier.kind == GovernmentPosition.Kind.COMMITMENT
        )

    @property
    def reworded(self) -> bool:
        """Whether the same is said in other words."""
        return self.verdict == Verdict.SAME and self.differences.any


@dataclass
class ItemChanges:
    """An agenda item beside the previous time. Without a previous time `previous` is None and there are no pairs."""

    item: AgendaItem
    previous: MinisterialMeeting | None = None
    by_series: bool = False
    pairs: list[Pair] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.previous is not None

    def of(self, *verdicts: str) -> list[Pair]:
        return [one for one in self.pairs if one.verdict in verdicts]

    @property
    def unchanged(self) -> list[Pair]:
        return self.of(Verdict.SAME)

    @property
    def altered(self) -> list[Pair]:
        """All but what is the same, in the order of the later letter, then what is gone."""
        return self.of(Verdict.CHANGED, Verdict.NEW, Verdict.GONE)

    @property
    def letters(self) -> list[Letter]:
        """The letters of the previous time, the earliest first."""
        found = {one.earlier.letter_id: one.earlier.letter for one in self.pairs if one.earlier}
        return sorted(found.values(), key=lambda letter: (str(letter.date or ""), letter.pk))


def words_of(position: GovernmentPosition | None) -> str:
    """The letter's own words that a position rests on, else its wording; "" for no position."""
    if position is None:
        return ""
    return " … ".join(evidence.quote for evidence in attached(position, "evidence")) or position.wording


def said_by(position: GovernmentPosition) -> Said:
    item = position.agenda_item
    return Said(
        text=words_of(position),
        title=item.title if item else "",
        topics=frozenset(topic.slug for topic in attached(position, "topics")),
        kind=position.kind,
        stance=position.stance,
        amount=position.amount_eur,
        due=position.due_date.isoformat() if position.due_date else position.due_as_written,
    )


def changes_for(items: Iterable[AgendaItem], positions: Iterable[GovernmentPosition]) -> dict[int, ItemChanges]:
    """By the id of the item: its positions beside those of the previous time. At most eleven queries, however many items.

    `positions` are the public positions of the items, with `topics` prefetched; all get their sources. What stands
    in a report or was said afterwards takes no part, neither now nor the previous time. The previous time is the latest
    earlier item in the same series that has positions; without one, the latest earlier meeting of the same body with
    positions on a topic of this item. Positions of one meeting are paired together, so that what moved to another item
    is not taken for gone.
    """
    items, positions = list(items), list(positions)
    said = beforehand(positions)
    now: dict[int, list[GovernmentPosition]] = defaultdict(list)
    for position in said:
        now[position.agenda_item_id or 0].append(position)
    previous = previous_positions(items, said)
    add_sources([*positions, *(one for found in previous.values() for one in found.positions)])
    found = {item.pk: _start(item, previous.get(item.pk)) for item in items}
    meetings: dict[int, list[AgendaItem]] = defaultdict(list)
    for item in items:
        meetings[item.meeting_id].append(item)
    for together in meetings.values():
        _fill([item for item in together if item.pk in previous and now[item.pk]], found, now, previous)
    return found


def _start(item: AgendaItem, previous: Previous | None) -> ItemChanges:
    if previous is None:
        return ItemChanges(item)
    return ItemChanges(item, previous.meeting, previous.by_series)


def _fill(
    items: Sequence[AgendaItem],
    found: dict[int, ItemChanges],
    now: dict[int, list[GovernmentPosition]],
    previous: dict[int, Previous],
) -> None:
    """Pair the positions of the items of one meeting with all that counts as previous for any of them."""
    later = [position for item in items for position in now[item.pk]]
    earlier = list({one.pk: one for item in items for one in previous[item.pk].positions}.values())
    allowed = {item.pk: {one.pk for one in previous[item.pk].positions} for item in items}
    owner = {one.pk: item.pk for item in reversed(items) for one in previous[item.pk].positions}

    may_pair = tuple(tuple(one.pk in allowed[other.agenda_item_id or 0] for other in later) for one in earlier)
    for match in _matches(tuple(map(said_by, earlier)), tuple(map(said_by, later)), may_pair):
        made = _pair(match, earlier, later)
        if made.still_stands:
            continue
        at = made.later.agenda_item_id if made.later else owner[made.earlier.pk] if made.earlier else None
        found[at or 0].pairs.append(made)


@lru_cache(maxsize=1000)
def _matches(
    earlier: tuple[Said, ...], later: tuple[Said, ...], may_pair: tuple[tuple[bool, ...], ...]
) -> tuple[Match, ...]:
    """As `pair`, kept for the meetings that pages show most; `may_pair` has a row for each of `earlier`."""
    old, new = list(map(_taken_apart, earlier)), list(map(_taken_apart, later))
    return tuple(pair(old, new, lambda one, other: may_pair[one][other]))


@lru_cache(maxsize=200)
def _taken_apart(said: Said) -> Said:
    """A copy that keeps its words once they were looked at: what is said now is compared again with the next time.

    Few of them, because the words are many times as large as the text.
    """
    return replace(said)


def _pair(match: Match, earlier: Sequence[GovernmentPosition], later: Sequence[GovernmentPosition]) -> Pair:
    return Pair(
        None if match.earlier is None else earlier[match.earlier],
        None if match.later is None else later[match.later],
        match.verdict,
    )
