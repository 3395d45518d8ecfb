"""A small site for whole journeys: one body that met twice, with agendas, a report, and a meeting to come."""

import datetime
from typing import Any

from django.utils import timezone

from agenda_tracker.models import AgendaSeries
from tests import factories as make

QUOTE = "Nederland levert luchtverdediging, zoals gemeld in Kamerstuk 28 676, nr. 464."


def make_site() -> Any:
    """The newest position on Luchtverdediging."""
    body = make.make_formation("NAVO-ministers van Defensie", organisation="navo", abbreviation="DMM", slug="dmm")
    series = make.saved(AgendaSeries(name="Luchtverdediging", formation=body))
    topic = make.make_topic("Luchtverdediging", make.make_topic("Defensie", slug="defensie"), slug="lucht")
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    make.make_meeting(body, tomorrow.isoformat(), slug="straks", released=True)
    earlier = make.make_meeting(body, "2024-02-15", slug="februari")
    item = make.make_item(earlier, "Luchtverdediging", series=series)
    letter = make.make_letter(meeting=earlier, date="2024-02-05", slug="agenda-februari", subject="Agenda februari")
    make.make_position(letter, item, "Nederland overweegt luchtverdediging te leveren.", [topic], stance="conditional")
    return _october(body, series, topic)


def _october(body: Any, series: Any, topic: Any) -> Any:
    meeting = make.make_meeting(body, "2024-10-17", slug="oktober")
    item = make.make_item(meeting, "Luchtverdediging", series=series)
    letter = make.make_letter(meeting=meeting, slug="agenda-oktober", subject="Agenda oktober")
    make.make_kamerstuk("28676-470", letter=letter, title="Agenda oktober")
    position = make.make_position(
        letter, item, QUOTE, [topic], wording="Nederland levert luchtverdediging.", stance="supportive"
    )
    make.make_reference(letter.paragraphs.get(), "28 676, nr. 464", "28676-464")
    report = make.make_letter(kind="report", date="2024-10-25", slug="verslag-oktober", subject="Verslag oktober")
    make.make_treatment(report, meeting, "report")
    said = make.make_section(report, item, role="result")
    make.make_paragraph(said, "De ministers besloten samen luchtverdediging te kopen.")
    return position
