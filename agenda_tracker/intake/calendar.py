"""A calendar of meetings read in: first what would happen to every line, then exactly that, as one act."""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from agenda_tracker.models import DeskAct, Formation, MinisterialMeeting
from agenda_tracker.models.fields import fold
from agenda_tracker.models.scope import Rows

from .acts import Clerk, act
from .addresses import meeting_slug
from .calendar_file import Line, read_date, read_file, read_mode, read_state, read_yes
from .history import remember

READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "begin": ("start_date", read_date),
    "einde": ("end_date", read_date),
    "plaats": ("place", str),
    "land": ("country", str),
    "informeel": ("informal", read_yes),
    "vorm": ("mode", read_mode),
    "stand": ("state", read_state),
    "openbaar": ("released", read_yes),
}
COLUMN_OF = {name: column for column, (name, _read) in READERS.items()}
Key = tuple[int, date, bool]
REASON = "Kalender ingelezen"


class Fate(StrEnum):
    NEW = "nieuw"
    CHANGED = "gewijzigd"
    SAME = "ongewijzigd"
    DOUBT = "twijfel"
    WRONG = "fout"


@dataclass
class PlannedRow:
    """One line: what would happen to it and why, the meeting it is or may be, and the fields that would be set."""

    line: Line
    fate: Fate
    says: list[str] = field(default_factory=list)
    meeting: MinisterialMeeting | None = None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class Plan:
    rows: list[PlannedRow]
    unused: list[str]

    def of(self, fate: Fate) -> list[PlannedRow]:
        return [row for row in self.rows if row.fate is fate]

    @property
    def counts(self) -> list[tuple[Fate, int]]:
        return [(fate, len(self.of(fate))) for fate in Fate if self.of(fate)]

    @property
    def does_something(self) -> bool:
        return bool(self.of(Fate.NEW) or self.of(Fate.CHANGED))

    @property
    def fingerprint(self) -> str:
        """Differs as soon as anything that a clerk was shown does."""
        told = [
            (row.line.number, row.fate.value, row.says, row.meeting and row.meeting.pk, sorted(row.values.items()))
            for row in self.rows
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()


class Outdated(ValidationError):
    """Something changed since the plan was shown; nothing was done."""


def plan_calendar(data: bytes, *, may_publish: bool) -> Plan:
    """What reading in the file would do. Raises Unreadable. A few queries, however long the file."""
    file = read_file(data)
    bodies = _bodies()
    parsed = [_parse(line, bodies) for line in file.lines]
    known = _Known([row.values for row in parsed if row.fate is not Fate.WRONG])
    for row in parsed:
        if row.fate is not Fate.WRONG:
            known.decide(row, may_publish=may_publish)
    return Plan(parsed, file.unused)


def _bodies() -> dict[str, list[Formation]]:
    found: dict[str, list[Formation]] = defaultdict(list)
    for body in Formation.objects.all():
        for name in {fold(one) for one in (body.name, body.abbreviation, str(body), *body.alias_list()) if one}:
            found[name].append(body)
    return found


def _parse(line: Line, bodies: dict[str, list[Formation]]) -> PlannedRow:
    """The values of a line, not compared yet; a wrong one says everything that is wrong at once."""
    row = PlannedRow(line, Fate.NEW)
    if line.surplus:
        row.says.append("meer velden dan kolommen; zet een tekst met het scheidingsteken tussen aanhalingstekens")
    _take_body(row, bodies)
    for column, (name, read) in READERS.items():
        text = line.cells.get(column, "")
        if text:
            try:
                row.values[name] = read(text)
            except ValidationError as refusal:
                row.says.append(f"{column}: {refusal.messages[0]}")
    if not line.cells.get("begin"):
        row.says.append("begin: vul de eerste dag in")
    row.says += _impossible(row.values)
    row.fate = Fate.WRONG if row.says else Fate.NEW
    return row


def _take_body(row: PlannedRow, bodies: dict[str, list[Formation]]) -> None:
    text = row.line.cells.get("gremium", "")
    found = bodies.get(fold(text), [])
    if len(found) == 1:
        row.values["formation"] = found[0]
    elif found:
        row.says.append(f"gremium: “{text}” kan zijn: {'; '.join(body.name for body in found)}. Schrijf de naam voluit")
    elif text:
        row.says.append(f"gremium: “{text}” is niet bekend; voeg het eerst toe bij Gremia, of als andere naam ervan")
    else:
        row.says.append("gremium: vul in wie er vergadert")


def _impossible(values: dict[str, Any]) -> list[str]:
    start, end = values.get("start_date"), values.get("end_date")
    wrong = ["einde: ligt vóór het begin"] if start and end and end < start else []
    for name in ("place", "country"):
        longest = getattr(MinisterialMeeting._meta.get_field(name), "max_length", 0)
        if len(values.get(name, "")) > longest:
            wrong.append(f"{COLUMN_OF[name]}: langer dan {longest} tekens; kort het in")
    return wrong


class _Known:
    """The meetings on record in the days of the file, and the lines of it that came before."""

    def __init__(self, wanted: list[dict[str, Any]]) -> None:
        self.by_key: dict[Key, MinisterialMeeting] = {}
        self.by_body: dict[int, list[MinisterialMeeting]] = defaultdict(list)
        self.lines: dict[Key, int] = {}
        self.planned: dict[int, list[tuple[date, date, int]]] = defaultdict(list)
        days = [day for values in wanted for day in (values["start_date"], _last_day(values))]
        meetings = self._meetings(days) if days else []
        for meeting in meetings:
            self.by_key[meeting.formation_id, meeting.start_date, meeting.informal] = meeting
            for body in {meeting.formation_id, *(body.pk for body in meeting.also_with.all())}:
                self.by_body[body].append(meeting)
        shown = MinisterialMeeting.objects.public().filter(pk__in=[meeting.pk for meeting in meetings])
        self.public = set(shown.values_list("pk", flat=True))

    def _meetings(self, days: list[date]) -> list[MinisterialMeeting]:
        near = Q(start_date__lte=max(days), end_date__gte=min(days))
        rows = MinisterialMeeting.objects.filter(near).select_related("formation").prefetch_related("also_with")
        return list(rows.order_by("start_date", "pk"))

    def decide(self, row: PlannedRow, *, may_publish: bool) -> None:
        """Give the row its fate."""
        values = row.values
        key = (values["formation"].pk, values["start_date"], values.get("informal", False))
        if key in self.lines:
            row.fate, row.says = Fate.WRONG, [f"staat al op regel {self.lines[key]}; haal er één weg"]
            return
        self.lines[key] = row.line.number
        row.meeting = self.by_key.get(key)
        if row.meeting:
            self._compare(row, row.meeting, may_publish=may_publish)
        else:
            self._look_around(row, may_publish=may_publish)

    def _compare(self, row: PlannedRow, meeting: MinisterialMeeting, *, may_publish: bool) -> None:
        changes = {name: value for name, value in row.values.items() if getattr(meeting, name) != value}
        row.fate, row.values = (Fate.CHANGED if changes else Fate.SAME), changes
        row.says = [f"{COLUMN_OF[name]}: {_said(meeting, name)} → {_said(meeting, name, to)}"
                    for name, to in changes.items()]  # fmt: skip
        if changes and not may_publish and meeting.pk in self.public:
            row.fate, row.says = Fate.WRONG, ["staat op de site; een redacteur wijzigt haar"]
        elif changes.get("released") and not may_publish:
            row.fate, row.says = Fate.WRONG, [NOT_YOURS]

    def _look_around(self, row: PlannedRow, *, may_publish: bool) -> None:
        values = row.values
        body, start, end = values["formation"].pk, values["start_date"], _last_day(values)
        overlapping = [one for one in self.by_body[body] if _meets(one, start, end)]
        earlier = [line for first, last, line in self.planned[body] if first <= end and start <= last]
        if values.get("released") and not may_publish:
            row.fate, row.says = Fate.WRONG, [NOT_YOURS]
        elif overlapping:
            row.fate, row.meeting = Fate.DOUBT, overlapping[0]
            row.says = [f"valt samen met {overlapping[0]}; is dat deze, wijzig haar dan met de hand"]
        elif earlier:
            row.fate, row.says = Fate.DOUBT, [f"valt samen met regel {earlier[0]}; haal een van beide weg"]
        else:
            self.planned[body].append((start, end, row.line.number))


NOT_YOURS = "openbaar: een redacteur zet een vergadering in de openbare kalender; laat leeg of schrijf nee"


def _last_day(values: dict[str, Any]) -> date:
    last: date = values.get("end_date") or values["start_date"]
    return last


def _meets(meeting: MinisterialMeeting, start: date, end: date) -> bool:
    held = meeting.state != MinisterialMeeting.State.CANCELLED
    return held and meeting.start_date <= end and start <= meeting.end_date


def _said(meeting: MinisterialMeeting, name: str, *value: Any) -> str:
    """What a field holds, or would hold, as a clerk says it."""
    held = value[0] if value else getattr(meeting, name)
    if isinstance(held, bool):
        return "ja" if held else "nee"
    choices = dict(getattr(MinisterialMeeting._meta.get_field(name), "flatchoices", []))
    return str(choices.get(held, held)) or "leeg"


def carry_out(data: bytes, shown: str, by: Clerk, *, may_publish: bool) -> DeskAct | None:
    """Do what the plan with that fingerprint said. Raises Outdated, with nothing done, when it would be another now."""
    try:
        with transaction.atomic():
            asked = plan_calendar(data, may_publish=may_publish)
            pks = [row.meeting.pk for row in asked.of(Fate.CHANGED) if row.meeting]
            list(MinisterialMeeting.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
            plan = plan_calendar(data, may_publish=may_publish)
            if plan.fingerprint != shown:
                raise Outdated(
                    "Er is intussen iets gewijzigd; er is nog niets ingelezen. Kijk het overzicht opnieuw na."
                )
            return _do(plan, by)
    except IntegrityError:  # a colleague made the same meeting at this very moment
        raise Outdated("Een collega voegde net dezelfde vergadering toe; er is nog niets ingelezen.") from None


def _do(plan: Plan, by: Clerk) -> DeskAct | None:
    changed = [row.meeting for row in plan.of(Fate.CHANGED) if row.meeting]
    what = f"Kalender ingelezen: {len(plan.of(Fate.NEW))} nieuw, {len(changed)} gewijzigd"
    also: Rows = [MinisterialMeeting.objects.filter(pk__in=[meeting.pk for meeting in changed])]
    with act(DeskAct.Verb.ADD, by, what=what, also=also) as current:
        current.change.watch(*changed)
        for row in plan.of(Fate.CHANGED):
            _save(row.meeting, row.values)
        new = _make(plan.of(Fate.NEW), by)
        current.subject = next(iter([*new, *changed]), None)
        current.scopes.append([MinisterialMeeting.objects.filter(pk__in=[meeting.pk for meeting in new])])
        current.change.watch(*new)
    return current.done


def _make(rows: list[PlannedRow], by: Clerk) -> list[MinisterialMeeting]:
    """Store the new meetings, all in a few queries but for their addresses."""
    slugs: set[str] = set()
    new = [_new(row.values, slugs) for row in rows]
    MinisterialMeeting.objects.bulk_create(new)
    remember(MinisterialMeeting.objects.filter(pk__in=[meeting.pk for meeting in new]), REASON, by, made=True)
    return new


def _new(values: dict[str, Any], slugs: set[str]) -> MinisterialMeeting:
    slug = meeting_slug(values["formation"], values["start_date"], informal=values.get("informal", False))
    while slug in slugs:
        slug += "-2"
    slugs.add(slug)
    meeting = MinisterialMeeting(**{**values, "end_date": _last_day(values), "slug": slug})
    meeting.clean_fields(exclude=["formation"])
    return meeting


def _save(meeting: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting._change_reason = REASON
    meeting.clean_fields(exclude=["formation"])
    meeting.save()
