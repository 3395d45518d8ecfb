"""A small site with one of everything that the API tells, and beside each something hidden."""

import json
from typing import Any

from django.test import Client

from agenda_tracker.models import AgendaSeries, FormerSlug
from tests import factories as make

HIDDEN = "Geheim woord"
BASE = "/api/v1"


def get(client: Client, path: str, **more: Any) -> Any:
    return client.get(BASE + path, **more)


def post(client: Client, text: Any, **more: Any) -> Any:
    body = text if isinstance(text, str | bytes) else json.dumps(text)
    return client.post(f"{BASE}/references", body, **{"content_type": "application/json", **more})


def make_world() -> dict[str, Any]:
    """Its records by name; what a stranger must not see has the words of HIDDEN."""
    body = make.make_formation("NAVO-ministers van Defensie", organisation="navo", abbreviation="DMM", slug="dmm")
    other = make.make_formation("Raad Defensie", slug="raad")
    above = make.make_topic("Defensie", slug="defensie")
    topic = make.make_topic("Luchtverdediging", above, slug="lucht")
    make.make_topic(HIDDEN, above, slug="geheim", released=False)
    ministry = make.make_ministry("Ministerie van Defensie", slug="defensie")
    office = make.make_office("Minister van Defensie", ministry)
    meeting = make.make_meeting(body, "2024-10-17", slug="oktober", end_date="2024-10-18", country="België")
    meeting.also_with.add(other)
    item = make.make_item(
        meeting, "Luchtverdediging", label="I.a", series=make.saved(AgendaSeries(name="Luchtverdediging"))
    )
    item.topics.add(topic)
    letter = make.make_letter(meeting=meeting, slug="agenda", subject="Agenda oktober", to_ek=True)
    make.make_signatory(letter, office)
    letter.dossiers.add(make.make_dossier("28676", title="NAVO"))
    paper = make.make_kamerstuk("28676-470", letter=letter, title="Agenda oktober", date=letter.date)
    text = "Nederland levert luchtverdediging, zoals gemeld in Kamerstuk 28 676, nr. 464."
    report = make.make_letter(kind="report", date="2024-10-25", slug="verslag", subject="Verslag", supplements=letter)
    make.make_treatment(report, meeting, "report")
    position = make.make_position(
        letter,
        item,
        text,
        [topic],
        wording="Nederland levert luchtverdediging.",
        stance="supportive",
        kind="commitment",
        amount_eur="300000000.00",
        due_date=report.date,
        due_as_written="voor november",
        fulfilled_by=report,
    )
    paragraph = letter.paragraphs.get()
    make.make_reference(paragraph, "28 676, nr. 464", "28676-464")
    note = make.make_footnote(paragraph, "Zie ook dossier 28 676.", 10)
    make.make_reference(note, "28 676", "dossier/28676")
    cited = make.make_kamerstuk("28676-464", title="Vorige agenda")
    cited.also_in.add(make.make_dossier("21501-02"))
    make.make_reference(note, "Zie", status="unknown", normal_form="99999-1; 99999-2")
    FormerSlug.objects.create(kind="letter", slug="oude-agenda", object_id=letter.pk)
    FormerSlug.objects.create(kind="meeting", slug="oude-vergadering", object_id=meeting.pk)
    FormerSlug.objects.create(kind="topic", slug="oud-thema", object_id=topic.pk)
    FormerSlug.objects.create(kind="item", slug="987654", object_id=item.pk)
    FormerSlug.objects.create(kind="kamerstuk", slug="28676-9", object_id=paper.pk)
    hide(meeting, item, topic)
    return {
        "position": position,
        "letter": letter,
        "report": report,
        "meeting": meeting,
        "item": item,
        "topic": topic,
        "paper": paper,
        "cited": cited,
    }


def hide(meeting: Any, item: Any, topic: Any) -> None:
    """A draft, a withdrawn letter, and positions that are suggested or rejected, at the same meeting."""
    for status in ("draft", "withdrawn"):
        letter = make.make_letter(status, meeting=meeting, slug=f"{status}-brief", subject=HIDDEN)
        make.make_position(letter, item, f"{HIDDEN} {status}.", [topic])
        make.make_reference(letter.paragraphs.get(), HIDDEN, "28676-464")
        make.make_kamerstuk(f"28676-{'1' if status == 'draft' else '2'}", letter=letter, title=HIDDEN)
    public = make.make_letter(meeting=meeting, slug="nog-een", subject="Nog een brief", date="2024-10-04")
    for review in ("suggested", "rejected"):
        make.make_position(public, item, f"{HIDDEN} {review}.", [topic], review=review)
    # The text of a public letter is public; what nobody confirmed on it is not.
    public.paragraphs.update(text="Openbare alinea, met genoeg letters voor elk citaat.")
    make.make_meeting(meeting.formation, "2025-01-01", slug="niet-vrij", place=HIDDEN)
