"""Loading the reference data and the example letter: what is missing is made, what is there is never touched."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from agenda_tracker.citations import Reference, find_references
from agenda_tracker.letters import known_formations
from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    Footnote,
    Formation,
    GovernmentPosition,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Ministry,
    Office,
    OfficeHolder,
    Paragraph,
    Section,
    Signatory,
    Topic,
    journalled,
)
from agenda_tracker.models.fields import fold

from .addresses import meeting_slug
from .citing import cite
from .matching import match_holder, match_item, match_office
from .missing import add_missing, by_key, ever, read_rows
from .publish import publish

Rows = list[dict[str, Any]]


def load_formations() -> int:
    return add_missing(
        Formation,
        "slug",
        (
            {
                "organisation": body.organisation,
                "name": body.name,
                "abbreviation": body.abbreviation,
                "aliases": "\n".join(body.aliases),
                "slug": body.slug,
            }
            for body in known_formations()
        ),
    )


def load_ministries(rows: Rows) -> int:
    made = add_missing(Ministry, "slug", ({key: row[key] for key in ("name", "abbreviation", "slug")} for row in rows))
    if made:
        _tie_successors(rows)
    return made


def _tie_successors(rows: Rows) -> None:
    by_slug = by_key(Ministry)
    for row in rows:
        ministry = by_slug.get(row["slug"])
        if row["successor"] in by_slug and ministry and ministry.successor is None:
            with journalled(ministry):
                ministry.successor = by_slug[row["successor"]]
                ministry.full_clean()
                ministry.save()


def load_offices(rows: Rows) -> int:
    ministries = by_key(Ministry)
    made = add_missing(
        Office,
        "slug",
        (
            {
                "name": row["name"],
                "ministry": ministries[row["ministry"]],
                "aliases": "\n".join(row["aliases"]),
                "slug": row["slug"],
            }
            for row in rows
            if row["ministry"] in ministries
        ),
    )
    return made + _load_holders(rows)


def _load_holders(rows: Rows) -> int:
    offices = by_key(Office)
    known = set(OfficeHolder.history.values_list("office_id", "name_key", "start_date"))
    made = 0
    with journalled() as change:
        for row in (row for row in rows if row["slug"] in offices):
            office = offices[row["slug"]]
            for holder in row["holders"]:
                start = date.fromisoformat(holder["from"])
                if (office.pk, fold(holder["name"]), start) in known:
                    continue
                person = OfficeHolder(
                    office=office, name=holder["name"], start_date=start, end_date=_day(holder["until"])
                )
                person.full_clean()
                person.save()
                change.watch(person)
                made += 1
    return made


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def load_dossiers(rows: Rows) -> int:
    def fields(row: dict[str, Any]) -> dict[str, Any]:
        reference = Reference.parse(f"dossier/{row['normal']}")
        return {
            "number": reference.dossier,
            "roman": reference.ek_dossier,
            "suffix": reference.suffix,
            "title": row["title"],
            "normal_form": reference.dossier_normal,
            "sort_key": reference.sort_key,
        }

    return add_missing(Dossier, "normal_form", map(fields, rows))


def load_topics(rows: Rows) -> int:
    """The tree, parents before children."""
    known, by_slug = ever(Topic), by_key(Topic)
    made = 0
    with journalled() as change:
        for order, row in enumerate(rows, start=1):
            if row["slug"] in known or (row["parent"] and row["parent"] not in by_slug):
                continue
            topic = Topic(
                slug=row["slug"],
                name=row["name"],
                parent=by_slug[row["parent"]] if row["parent"] else None,
                keywords="\n".join(row["keywords"]),
                order=order,
            )
            topic.full_clean()
            topic.save()
            by_slug[topic.slug] = topic
            change.watch(topic)
            made += 1
    return made


def load_calendar(rows: Rows) -> int:
    """Meetings that were never on record; one that a clerk moved to another day stays there."""
    known = set(MinisterialMeeting.history.values_list("formation_id", "start_date", "informal"))
    bodies = by_key(Formation)
    made = 0
    for row in rows:
        body, day = bodies.get(row["formation"]), date.fromisoformat(row["start_date"])
        if body and (body.pk, day, bool(row.get("informal", False))) not in known:
            made += calendar_meeting(row, released=True)[1]
    return made


def calendar_meeting(row: dict[str, Any], *, released: bool) -> tuple[MinisterialMeeting, bool]:
    """The meeting of a fixture row, and whether it had to be made."""
    formation = by_key(Formation)[row["formation"]]
    start, informal = date.fromisoformat(row["start_date"]), bool(row.get("informal", False))
    known = MinisterialMeeting.objects.filter(formation=formation, start_date=start, informal=informal).first()
    if known:
        return known, False
    meeting = MinisterialMeeting(
        formation=formation,
        informal=informal,
        mode=row.get("mode", MinisterialMeeting.Mode.IN_PERSON),
        state=MinisterialMeeting.State.HELD,
        start_date=start,
        end_date=date.fromisoformat(row["end_date"]),
        place=row["place"],
        country=row["country"],
        released=released,
        slug=meeting_slug(formation, start, informal=informal),
    )
    with journalled() as change:
        meeting.full_clean()
        meeting.save()
        change.watch(meeting)
    return meeting, True


def load_letter(row: dict[str, Any]) -> int:
    """The example letter, published through the same check list as any other; left alone when its address is taken."""
    if Letter.objects.filter(slug=row["slug"]).exists():
        return 0
    with transaction.atomic():
        letter = _letter(row)
        meeting, _made = calendar_meeting(row["meeting"], released=False)
        LetterMeeting.objects.create(letter=letter, meeting=meeting, kind=row["kind"])
        items = _sections(letter, meeting, row)
        _footnotes(letter, row)
        _positions(letter, items, row)
        publish(letter)
    return 1


def _letter(row: dict[str, Any]) -> Letter:
    letter = Letter(
        kind=row["kind"],
        subject=row["subject"],
        date=date.fromisoformat(row["letter_date"]),
        to_tk="TK" in row["chambers"],
        to_ek="EK" in row["chambers"],
        text_note=row["text_note"],
        slug=row["slug"],
    )
    letter.full_clean()
    letter.save()
    for order, signs in enumerate(row["signatories"], start=1):
        office = match_office(signs["office"])
        Signatory.objects.create(
            letter=letter,
            order=order,
            office_as_printed=signs["office"],
            name_as_printed=signs["name"],
            office=office,
            holder=match_holder(office, signs["name"], letter.date),
        )
    return letter


def _sections(letter: Letter, meeting: MinisterialMeeting, row: dict[str, Any]) -> dict[str, AgendaItem]:
    items: dict[str, AgendaItem] = {}
    number = 0
    for order, part in enumerate(row["sections"], start=1):
        title = part["agenda_item"]
        if title and title not in items:
            titles = {fold(other["agenda_item"]) for other in row["sections"] if other["agenda_item"]}
            items[title], _made = match_item(meeting, title, apart_from=titles)
            items[title].topics.set(Topic.objects.filter(slug__in=row["item_topics"].get(title, [])))
        section = Section.objects.create(
            letter=letter, order=order, heading=part["heading"], role=part["role"], agenda_item=items.get(title)
        )
        for text in part["paragraphs"]:
            number += 1
            Paragraph.objects.create(letter=letter, section=section, order=number, number=str(number), text=text)
    return items


def _footnotes(letter: Letter, row: dict[str, Any]) -> None:
    for order, note in enumerate(row["footnotes"], start=1):
        paragraph = Paragraph.objects.filter(section__letter=letter, section__order=note["section"] + 1).order_by(
            "order"
        )[note["paragraph"]]
        footnote = Footnote.objects.create(
            letter=letter,
            order=order,
            marker=note["marker"],
            text=note["text"],
            paragraph=paragraph,
            offset=paragraph.text.index(note["after"]) + len(note["after"]),
        )
        for found in find_references(note["text"]):
            cite(footnote, found.start, found.end, [found.reference])


def _positions(letter: Letter, items: dict[str, AgendaItem], row: dict[str, Any]) -> None:
    for order, said in enumerate(row["positions"], start=1):
        position = GovernmentPosition(
            letter=letter,
            agenda_item=items[said["agenda_item"]],
            order=order,
            wording=said["wording"],
            kind=said["kind"],
            stance=said["stance"],
            amount_eur=said["amount_eur"],
            review=GovernmentPosition.Review.CONFIRMED,
        )
        position.full_clean()
        position.save()
        position.topics.set(Topic.objects.filter(slug__in=said["topics"]))


def load_all(folder: Path) -> list[tuple[str, int]]:
    """Everything in the fixtures folder, in the order in which it hangs together: (what, how many were made)."""
    steps: list[tuple[str, Callable[[], int]]] = [
        ("gremia", load_formations),
        ("ministeries", lambda: load_ministries(read_rows(folder / "ministries.json"))),
        ("ambten", lambda: load_offices(read_rows(folder / "offices.json"))),
        ("dossiers", lambda: load_dossiers(read_rows(folder / "dossiers.json"))),
        ("thema’s", lambda: load_topics(read_rows(folder / "topics.json"))),
        ("vergaderingen", lambda: load_calendar(read_rows(folder / "calendar.json"))),
        ("brieven", lambda: sum(load_letter(read_rows(path)) for path in sorted((folder / "letters").glob("*.json")))),
    ]
    return [(what, step()) for what, step in steps]
