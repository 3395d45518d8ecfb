"""Calendars: valid for two parsers, whole days, stable names, and cancelled meetings that disappear by themselves."""

import re
from datetime import UTC, date, timedelta

import icalendar
import pytest
import vobject
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda_tracker.models import FormerSlug, MinisterialMeeting, PublicChange, journalled
from tests import factories as make
from tests.feeds.reading import body
from tests.web.test_queries import add_rows


def read(client, address):
    """The calendar as `vobject` understands it, after the rules of RFC 5545 on lines and properties are checked."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    content = body(response)
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    content.decode("utf-8")
    calendar = vobject.readOne(content.decode("utf-8"), validate=True)
    events = getattr(calendar, "vevent_list", [])
    assert len({event.uid.value for event in events}) == len(events)
    for event in events:
        assert len(event.contents["dtstart"]) == len(event.contents["dtstamp"]) == 1
    assert icalendar.Calendar.from_ical(content).errors == []
    return calendar


def only_event(client, address="/vergaderingen/agenda.ics"):
    (event,) = read(client, address).vevent_list
    return event


def test_a_meeting_as_an_event_of_whole_days(client, world):
    meeting = world.agenda_item.meeting
    event = only_event(client)
    line = PublicChange.objects.get(kind="meeting", object_id=meeting.pk)
    moment = line.at.astimezone(UTC).replace(microsecond=0)
    assert event.uid.value == f"vergadering-{meeting.pk}@testserver"
    assert (event.dtstart.value, event.dtend.value) == (date(2024, 10, 17), date(2024, 10, 19))
    assert event.dtstart.value_param == "DATE"
    assert event.dtstamp.value == event.last_modified.value == event.created.value == moment
    assert event.sequence.value == "0"
    assert event.summary.value == "NAVO-ministers van Defensie"
    assert event.location.value == "Brussel, België"
    assert event.status.value == "CONFIRMED"
    assert event.transp.value == "TRANSPARENT"
    assert event.categories.value == ["NAVO-ministers van Defensie"]
    assert event.url.value == "http://testserver/vergaderingen/navo/"
    assert event.description.value == (
        "1 standpunt: http://testserver/vergaderingen/navo/\n"
        "Geannoteerde agenda, 3 oktober 2024: http://testserver/brieven/agenda/"
    )


def test_the_calendar_has_a_name_and_asks_to_come_back(client, world):
    calendar = read(client, "/vergaderingen/agenda.ics?formation=dmm&year=2024")
    name = "Vergaderingen bij NAVO-ministers van Defensie in 2024 – Agendavolger"
    assert calendar.contents["x-wr-calname"][0].value == calendar.contents["name"][0].value == name
    assert calendar.refresh_interval.value == "PT12H"
    assert calendar.refresh_interval.value_param == "DURATION"
    assert calendar.source.value == "http://testserver/vergaderingen/agenda.ics?formation=dmm&year=2024"
    assert (calendar.version.value, calendar.method.value) == ("2.0", "PUBLISH")
    assert calendar.prodid.value == "-//Agendavolger//Vergaderingen//NL"


@pytest.mark.parametrize(("state", "word"), [("cancelled", "Afgelast"), ("moved", "Verplaatst")])
def test_a_meeting_that_is_off_disappears_from_calendars(client, world, state, word):
    meeting = world.agenda_item.meeting
    before = only_event(client)
    with journalled(meeting):
        MinisterialMeeting.objects.filter(pk=meeting.pk).update(state=state)
    event = only_event(client)
    assert (event.status.value, event.sequence.value) == ("CANCELLED", "1")
    assert event.summary.value == f"{word}: NAVO-ministers van Defensie"
    assert event.uid.value == before.uid.value
    assert event.last_modified.value >= before.last_modified.value
    assert event.created.value == before.created.value


def test_filters_select_and_nonsense_is_explained(client, world):
    other = make.make_meeting(make.make_formation("Ecofinraad", slug="ecofin"), "2024-11-05", released=True)
    assert (
        only_event(client, "/vergaderingen/agenda.ics?formation=ecofin").uid.value
        == f"vergadering-{other.pk}@testserver"
    )
    assert len(read(client, "/vergaderingen/agenda.ics").vevent_list) == 2
    refused = client.get("/vergaderingen/agenda.ics?formation=zomaar")
    assert (refused.status_code, refused["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "“zomaar” is als gremium niet bekend." in refused.content.decode()


def test_bodies_that_sit_in_are_categories_too(client, world):
    world.agenda_item.meeting.also_with.add(make.make_formation("Raad, met komma; en meer", slug="mee"))
    assert only_event(client).categories.value == ["NAVO-ministers van Defensie", "Raad, met komma; en meer"]


def test_one_meeting_and_the_address_it_used_to_have(client, world):
    assert only_event(client, "/vergaderingen/navo/agenda.ics").url.value == "http://testserver/vergaderingen/navo/"
    FormerSlug.objects.create(kind="meeting", slug="nato", object_id=world.agenda_item.meeting_id)
    moved = client.get("/vergaderingen/nato/agenda.ics")
    assert (moved.status_code, moved["Location"]) == (301, "/vergaderingen/navo/agenda.ics")
    make.make_meeting(slug="intern")
    assert client.get("/vergaderingen/intern/agenda.ics").status_code == 404
    assert client.get("/vergaderingen/bestaat-niet/agenda.ics").status_code == 404


def test_long_and_strange_text_is_folded_and_escaped(client, world):
    meeting = world.agenda_item.meeting
    place = "Straße, 1; \\back\x07" + "é" * 60
    MinisterialMeeting.objects.filter(pk=meeting.pk).update(place=place)
    event = only_event(client)
    assert event.location.value == "Straße, 1; \\back" + "é" * 60 + ", België"


def test_an_empty_calendar_is_a_calendar(client, db):
    response = client.get("/vergaderingen/agenda.ics")
    content = body(response).decode()
    assert content.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert content.endswith("\r\nEND:VCALENDAR\r\n")
    assert "VEVENT" not in content


def test_who_has_it_already_gets_304(client, world):
    first = client.get("/vergaderingen/agenda.ics")
    again = client.get("/vergaderingen/agenda.ics", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_a_meeting_the_journal_does_not_know_is_valid_too(client, db):
    meeting = make.make_meeting(start="2024-12-31", released=True, end_date=date(2025, 1, 1))
    event = only_event(client)
    assert event.dtend.value - event.dtstart.value == timedelta(days=2)
    assert re.fullmatch(rf"vergadering-{meeting.pk}@testserver", event.uid.value)


def test_queries_stay_the_same(client, db):
    def queries():
        with CaptureQueriesContext(connection) as found:
            body(client.get("/vergaderingen/agenda.ics"))
        return len(found)

    add_rows(1)
    one = queries()
    add_rows(60, start=1)
    assert queries() == one <= 10
