"""Rereading the head of a draft: fields, signatories, numbers, and the meetings that it treats."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from agenda_tracker.citations import Reference
from agenda_tracker.letters import LetterReading, ReadMeeting
from agenda_tracker.models import Letter, LetterMeeting, MinisterialMeeting, Signatory, dossier_for

from .as_read import HEAD, AsRead, key_of
from .head import head_of
from .matching import MeetingMatch, match_holder, match_meeting, match_office
from .meetings import drop_if_unused
from .read_meetings import KeptMeeting, keep, kept_meeting, kept_meetings, meeting_of, ties
from .suggest import give_number


def renew_head(letter: Letter, reading: LetterReading, old: AsRead) -> list[str]:
    """Fields that a clerk altered stay as they are."""
    changed = []
    for name, value in head_of(reading).items():
        if old.head_is_as_read(name) and getattr(letter, name) != value:
            setattr(letter, name, value)
            changed.append(name)
    if not changed:
        return []
    letter.save(update_fields=changed)
    names = ", ".join(str(letter._meta.get_field(name).verbose_name) for name in HEAD if name in changed)  # type: ignore[union-attr]
    return [f"Kop bijgewerkt: {names}."]


def renew_signatories(letter: Letter, reading: LetterReading, before: dict[str, bool], old: AsRead) -> list[str]:
    """All of them anew, unless a clerk touched one."""
    now = list(letter.signatories.all())
    known = {key for key in old.rows if key.startswith("signatory:")}
    if known != {key_of(row) for row in now} or not all(before[key_of(row)] for row in now):
        return []
    wanted = [("signs", who.office[:200], who.name[:120]) for who in reading.signatories]
    wanted += [("on_behalf", office[:200], "") for office in reading.on_behalf_of]
    if [(row.role, row.office_as_printed, row.name_as_printed) for row in now] == wanted:
        return []
    letter.signatories.all().delete()
    orders = {"signs": 0, "on_behalf": 0}
    for role, printed, name in wanted:
        orders[role] += 1
        office = match_office(printed)
        holder = match_holder(office, name, letter.date)
        Signatory.objects.create(
            letter=letter, role=role, order=orders[role], office_as_printed=printed, name_as_printed=name,
            office=office, holder=holder,
        )  # fmt: skip
    return ["Ondertekenaars bijgewerkt."]


def renew_numbers(letter: Letter, reading: LetterReading, old: AsRead) -> list[str]:
    """A number that was read comes in the place of the one read before; one that a clerk gave stays."""
    said: list[str] = []
    own, before = reading.own_kamerstuk or "", old.numbers.get("own", "")
    now = set(letter.kamerstukken.values_list("normal_form", flat=True))
    if own and own != before and now <= {before}:
        for former in letter.kamerstukken.all():
            former.letter = None
            former.save(update_fields=["letter"])
        if paper := give_number(letter, Reference.parse(own), said):
            said.append(f"Kamerstuknummer: {paper}.")
    fresh = [one for one in reading.dossiers if one not in old.numbers.get("dossiers", [])]
    for normal in fresh:
        letter.dossiers.add(dossier_for(Reference.parse(f"dossier/{normal.removeprefix('dossier/')}")))
    return [*said, *(["Dossiers aangevuld."] if fresh else [])]


@dataclass
class Meetings:
    """The meeting of each that was read now, what was made, and the ties that nothing was read of any more."""

    letter: Letter
    found: list[MinisterialMeeting | None] = field(default_factory=list)
    made: list[MinisterialMeeting] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_over: list[tuple[KeptMeeting | None, LetterMeeting]] = field(default_factory=list)
    emptied: list[MinisterialMeeting] = field(default_factory=list)

    def drop_left_over(self, old: AsRead) -> list[str]:
        """Untie meetings that are not read any more and whose agenda no part of the letter is on."""
        said = []
        for kept, tie in self.left_over:
            if not self.letter.sections.filter(agenda_item__meeting=tie.meeting).exists():
                said.append(f"Niet meer gelezen: {tie.meeting}.")
                tie.delete()
                self.emptied += [tie.meeting] if kept and kept.made else []
        for meeting in self.emptied:
            drop_if_unused(meeting)
        return said


def renew_meetings(letter: Letter, reading: LetterReading) -> Meetings:
    """Meetings that a clerk chose, or untied, stay as they are; the others follow the reading."""
    result, old = Meetings(letter), kept_meetings(letter)
    old_ties = ties(letter, old)
    pairs = _pairs(old, reading.meetings)
    kept = []
    for place, read in enumerate(reading.meetings):
        before = pairs.get(place)
        one, tie = (old[before], old_ties[before]) if before is not None else (None, None)
        kept.append(_renew_one(result, place, read, one, tie))
    for place, tie in enumerate(old_ties):
        if tie and place not in pairs.values() and not old[place].by_hand:
            result.left_over.append((old[place], tie))
    keep(letter, kept)
    return result


def _pairs(old: list[KeptMeeting], new: tuple[ReadMeeting, ...]) -> dict[int, int]:
    """For each meeting read now, the place of the same one read before: by body and day, by body, by place."""
    pairs: dict[int, int] = {}
    tests: list[Any] = [
        lambda a, b: (a.formation_slug or a.formation, a.start) == (b["formation_slug"] or b["formation"], b["start"]),
        lambda a, b: (a.formation_slug or a.formation) == (b["formation_slug"] or b["formation"]),
        lambda a, b: True,
    ]
    facts = [kept_meeting(read, MeetingMatch(None)) for read in new]
    for same in tests:
        for place, fact in enumerate(facts):
            for before, one in enumerate(old):
                free = place not in pairs and before not in pairs.values()
                if free and one.kind == fact["kind"] and same(one, fact):
                    pairs[place] = before
    return pairs


def _renew_one(
    result: Meetings, place: int, read: ReadMeeting, one: KeptMeeting | None, tie: LetterMeeting | None
) -> KeptMeeting:
    known = meeting_of(tie)
    if one and (one.by_hand or _is_decided(one, tie) or (tie and _reads_the_same(one, read))):
        result.found.append(known)
        result.notes += [_made(known)] if known and one.made and not one.by_hand else []
        facts = kept_meeting(read, MeetingMatch(known, made=one.made))
        return KeptMeeting(**{**facts, "meeting": one.meeting, "by_hand": one.by_hand})
    match = match_meeting(read)
    if match.meeting is None and known:
        match = MeetingMatch(known, made=bool(one and one.made))
    elif match.made and match.meeting:
        result.made.append(match.meeting)
        result.notes.append(_made(match.meeting))
    result.notes += [match.asks] if match.asks else []
    if match.meeting and match.meeting != known:
        result.said.append(f"Vergadering: {match.meeting}.")
        _tie(result, place, read.kind, match.meeting, tie)
        result.emptied += [known] if known and one and one.made else []
    result.found.append(match.meeting)
    return KeptMeeting(**kept_meeting(read, match))


def _made(meeting: MinisterialMeeting) -> str:
    return f"Nieuwe vergadering aangemaakt: {meeting}. Controleer datum en plaats."


def _is_decided(one: KeptMeeting, tie: LetterMeeting | None) -> bool:
    """Whether a clerk tied the meeting, or untied it, on the letter's own form."""
    return (tie.meeting_id if tie else None) != one.meeting


def _reads_the_same(one: KeptMeeting, read: ReadMeeting) -> bool:
    names = ("formation", "formation_slug", "start", "end", "informal")
    facts, now = asdict(one), kept_meeting(read, MeetingMatch(None))
    return all(facts[name] == now[name] for name in names)


def _tie(result: Meetings, place: int, kind: str, meeting: MinisterialMeeting, tie: LetterMeeting | None) -> None:
    if result.letter.treatments.filter(meeting=meeting, kind=kind).exists():
        if tie:
            tie.delete()
        return
    tie = tie or LetterMeeting(letter=result.letter, kind=kind, order=place)
    tie.meeting = meeting
    tie.save()
