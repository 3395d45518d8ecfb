"""What a reading speaks of, matched to the records we have: one candidate is proposed, none or several are asked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from agenda_tracker.letters import ReadMeeting, ReadSignatory
from agenda_tracker.models import AgendaItem, Formation, MinisterialMeeting, Office, OfficeHolder
from agenda_tracker.models.fields import fold

from .addresses import meeting_slug
from .titles import MAYBE, SURE, likeness, read_title


@dataclass(frozen=True)
class MeetingMatch:
    """`meeting` when one is known or could be made; `asks` is the Dutch sentence for the clerk, '' when all is clear."""

    meeting: MinisterialMeeting | None
    made: bool = False
    asks: str = ""


def match_formation(read: ReadMeeting) -> Formation | None:
    """By the address the reader gives, else by name, abbreviation or alias when exactly one body has it."""
    if read.formation_slug:
        found = Formation.objects.filter(slug=read.formation_slug).first()
        if found:
            return found
    wanted = {fold(name) for name in (read.formation, read.abbreviation) if name}
    matches = [body for body in Formation.objects.all() if wanted & _names(body)]
    return matches[0] if len(matches) == 1 else None


def _names(body: Formation) -> set[str]:
    return {fold(name) for name in (body.name, body.abbreviation, *body.alias_list()) if name}


def match_meeting(read: ReadMeeting) -> MeetingMatch:
    """The meeting on record, or a new one that stays invisible until a letter about it is published."""
    formation = match_formation(read)
    if formation is None:
        return MeetingMatch(
            None, asks=f"Het gremium “{read.formation or read.as_written}” is niet bekend; kies de vergadering zelf."
        )
    if read.start_date is None:
        return MeetingMatch(
            None, asks=f"De datum van de vergadering ({formation}) is niet gevonden; kies de vergadering zelf."
        )
    end = read.end_date or read.start_date
    known = known_meetings(formation, read.start_date, end, informal=read.informal)
    if len(known) == 1:
        return MeetingMatch(known[0])
    if known:
        return MeetingMatch(None, asks=f"Meer dan één vergadering past: {'; '.join(map(str, known))}. Kies de juiste.")
    return MeetingMatch(_new_meeting(formation, read, end), made=True)


def known_meetings(formation: Formation, start: date, end: date, *, informal: bool) -> list[MinisterialMeeting]:
    """The one on exactly these days, else all of the body that overlap them."""
    meetings = MinisterialMeeting.objects.filter(Q(formation=formation) | Q(also_with=formation)).distinct()
    meetings = meetings.select_related("formation")
    exact = list(meetings.filter(start_date=start, informal=informal))
    return exact or list(meetings.filter(start_date__lte=end, end_date__gte=start).order_by("start_date"))


def _new_meeting(formation: Formation, read: ReadMeeting, end: date) -> MinisterialMeeting:
    start = read.start_date
    assert start is not None  # match_meeting asks the clerk otherwise
    meeting = MinisterialMeeting(
        formation=formation,
        informal=read.informal,
        start_date=start,
        end_date=end,
        place=read.place or "",
        country=read.country or "",
        slug=meeting_slug(formation, start, informal=read.informal),
    )
    meeting.full_clean()
    meeting.save()
    return meeting


def match_office(read: ReadSignatory | str) -> Office | None:
    printed = fold(read if isinstance(read, str) else read.office)
    named = Office.objects.filter(name_key=printed).first()
    if named:
        return named
    aliased = [office for office in Office.objects.exclude(aliases="") if printed in map(fold, office.alias_list())]
    return aliased[0] if len(aliased) == 1 else None


def match_holder(office: Office | None, name: str, day: date | None) -> OfficeHolder | None:
    """The person of that surname in that office on the day; letters print first names or initials."""
    if office is None or not name.strip():
        return None
    holders = office.holders.all()
    if day:
        holders = holders.filter(start_date__lte=day).filter(Q(end_date__isnull=True) | Q(end_date__gte=day))
    surname = fold(name).split()[-1]
    found = [holder for holder in holders if holder.name_key.split()[-1] == surname]
    return found[0] if len(found) == 1 else None


def match_item(
    meeting: MinisterialMeeting,
    title: str,
    *,
    label: str = "",
    part: str = "",
    nature: str = "",
    apart_from: Collection[str] = (),
) -> tuple[AgendaItem, bool]:
    """The item of the meeting's agenda with this title, or surely the same one; else a new one at its end, and True.

    `apart_from` are folded titles that stand for other items: those of the same letter.
    """
    item, made = Agenda(meeting, apart_from).item(title, label=label, part=part, nature=nature)
    if made:
        item.full_clean()
        item.save()
    return item, made


class Agenda:
    """The items of one meeting, read once: the titles of a whole letter are matched to them without the database.

    `apart_from` is as in `match_item`; a title is never apart from itself.
    """

    def __init__(self, meeting: MinisterialMeeting, apart_from: Collection[str]) -> None:
        self.meeting, self.apart_from = meeting, apart_from
        self.last = 0
        self.by_title: dict[str, list[AgendaItem]] = {}
        self.others: list[AgendaItem] = []
        for item in meeting.items.order_by("order"):
            self._add(item)

    def item(self, title: str, *, label: str = "", part: str = "", nature: str = "") -> tuple[AgendaItem, bool]:
        """As `match_item`, but a new item is not saved."""
        title, part = title[:300], part[:120]
        key = fold(title)
        known = next((one for one in self.by_title.get(key, ()) if one.part == part), None)
        known = known or self._alike(title, key, part)
        if known:
            return known, False
        item = AgendaItem(meeting=self.meeting, order=self.last + 1, title=title, label=label[:20], part=part)
        item.nature, item.title_key = nature[:120], key
        item.full_clean(exclude=["meeting"], validate_unique=False, validate_constraints=False)
        self._add(item)
        return item, True

    def _add(self, item: AgendaItem) -> None:
        self.last = item.order
        self.by_title.setdefault(item.title_key, []).append(item)
        if item.title_key not in self.apart_from:
            self.others.append(item)

    def _alike(self, title: str, key: str, part: str) -> AgendaItem | None:
        """The one item whose title is surely the same; None when there is none, or a second one comes near."""
        same = self.by_title.get(key, ()) if key in self.apart_from else ()
        near = alike_items(title, [*self.others, *same], part=part)
        if near and near[0][1] >= SURE and len([share for _, share in near if share >= SURE]) == 1:
            return near[0][0]
        return None


def alike_items(title: str, items: Iterable[AgendaItem], *, part: str = "") -> list[tuple[AgendaItem, float]]:
    """Those that may be the item of this title, the most alike first; an item of another part of the agenda is not."""
    wanted = read_title(title)
    found = [
        (item, likeness(wanted, read_title(item.title)))
        for item in items
        if not (part and item.part) or item.part == part
    ]
    return sorted((one for one in found if one[1] >= MAYBE), key=lambda one: (-one[1], one[0].order))
