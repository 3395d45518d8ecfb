"""Meetings as events of a calendar (RFC 5545, RFC 7986), each of whole days.

Apart from the addresses where calendars are fetched, because the library takes a fourteenth of the time in which the site starts.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCategory, vDuration, vText, vUri

from agenda_tracker.models import MinisterialMeeting
from agenda_tracker.search import counted

from .identity import authority
from .journal import Stamps, stamps, utc
from .shelves import BATCH, MEETINGS
from .texts import clean, one_line

REFRESH = timedelta(hours=12)
OFF = (MinisterialMeeting.State.CANCELLED, MinisterialMeeting.State.MOVED)
END = b"END:VCALENDAR\r\n"


def event(request: HttpRequest, meeting: MinisterialMeeting, known: Stamps | None) -> Event:
    """One meeting; DTEND is the first day after it (RFC 5545 §3.6.1)."""
    start = datetime.combine(meeting.start_date, time(), UTC)
    told = known or Stamps(start, start)
    off = meeting.state in OFF
    address = request.build_absolute_uri(meeting.get_absolute_url())
    one = Event()
    one.add("uid", f"vergadering-{meeting.pk}@{authority(request)}")
    one.add("dtstamp", utc(told.updated))
    one.add("created", utc(told.published))
    one.add("last-modified", utc(told.updated))
    one.add("sequence", told.changes)
    one.add("dtstart", meeting.start_date)
    one.add("dtend", meeting.end_date + timedelta(days=1))
    one.add("summary", one_line(f"{_state(meeting)}: {meeting.title}" if off else meeting.title))
    one.add("status", "CANCELLED" if off else "CONFIRMED")
    one.add("transp", "TRANSPARENT")
    if where := one_line(", ".join(part for part in (meeting.place, meeting.country) if part)):
        one.add("location", where)
    one["url"] = vUri(address)
    one["categories"] = vCategory([vText(one_line(body.name)) for body in bodies(meeting)])
    one.add("description", clean(description(request, meeting, address)))
    return one


def _state(meeting: MinisterialMeeting) -> str:
    state = meeting.get_state_display()
    return state[:1].upper() + state[1:]


def bodies(meeting: MinisterialMeeting) -> list[Any]:
    return [meeting.formation, *meeting.also_with.all()]


def description(request: HttpRequest, meeting: MinisterialMeeting, address: str) -> str:
    """How much there is to read, the letters, and where."""
    treatments: list[Any] = getattr(meeting, "public_treatments", [])
    count: int = getattr(meeting, "position_count", 0)
    said = counted(count, _("standpunt"), _("standpunten")) if count else _("Nog geen standpunten")
    lines = [f"{said}: {address}"]
    for one in treatments:
        kind = one.get_kind_display()
        page = request.build_absolute_uri(one.letter.get_absolute_url())
        lines.append(f"{kind[:1].upper()}{kind[1:]}, {one.letter.dated}: {page}")
    return "\n".join(lines)


def head_of(request: HttpRequest, name: str) -> bytes:
    """The calendar's own properties, up to the first event."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Agendavolger//Vergaderingen//NL")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for label in ("name", "x-wr-calname"):
        calendar.add(label, one_line(name))
    calendar.add("x-wr-timezone", "Europe/Amsterdam")
    calendar["refresh-interval"] = vDuration(REFRESH, params={"VALUE": "DURATION"})
    calendar["x-published-ttl"] = vDuration(REFRESH)
    calendar["source"] = vUri(request.build_absolute_uri(), params={"VALUE": "URI"})
    return bytes(calendar.to_ical()).removesuffix(END)


def pieces(request: HttpRequest, name: str, keys: Any) -> Iterator[bytes]:
    """The file, some hundreds of events at a time."""
    yield head_of(request, name)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        known = stamps(MEETINGS.kind, batch)
        rows = MEETINGS.in_batches(batch)
        yield b"".join(event(request, meeting, known.get(meeting.pk)).to_ical() for meeting in rows)
    yield END
