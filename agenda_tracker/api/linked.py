"""How a record is named where another one leads to it: what tells it apart, and its address."""

from typing import Any

from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    Formation,
    Kamerstuk,
    Letter,
    MinisterialMeeting,
    Topic,
)
from agenda_tracker.models.paths import path_to

from .addresses import SLOT, href, page_of

Told = dict[str, Any]


def links(own: str, record: Any) -> Told:
    return {"self": {"href": own}, "page": {"href": page_of(record)}}


def of_topic(topic: Topic) -> Told:
    return {"slug": topic.slug, "name": topic.name, "href": href("topic", topic.slug)}


def of_formation(body: Formation) -> Told:
    return {
        "slug": body.slug,
        "name": body.name,
        "abbreviation": body.abbreviation,
        "organisation": body.organisation,
    }


def of_meeting(meeting: MinisterialMeeting) -> Told:
    """With its body, which is fetched already."""
    return {
        "slug": meeting.slug,
        "title": meeting.title,
        "formation": meeting.formation.slug,
        "organisation": meeting.formation.organisation,
        "startDate": meeting.start_date.isoformat(),
        "endDate": meeting.end_date.isoformat(),
        "href": href("meeting", meeting.slug),
    }


def of_item(item: AgendaItem) -> Told:
    return {"id": item.pk, "label": item.label, "title": item.title, "href": href("agenda-item", item.pk)}


def of_letter(letter: Letter) -> Told:
    return {
        "slug": letter.slug,
        "kind": letter.kind,
        "subject": letter.subject,
        "date": letter.date.isoformat() if letter.date else None,
        "href": href("letter", letter.slug),
    }


def of_paper(paper: Kamerstuk) -> Told:
    """One whose normal form is all that is known of it here."""
    reference = paper.reference
    return {
        "number": paper.normal_form,
        "display": reference.display,
        "officialUrl": reference.official_url or None,
        "href": href("kamerstuk", paper.normal_form),
    }


def of_dossier(dossier: Dossier) -> Told:
    return {
        "number": dossier.normal_form,
        "display": dossier.reference.display,
        "title": dossier.title,
        "href": href("dossier", dossier.normal_form),
    }


def links_of_position(pk: int) -> Told:
    return {"self": {"href": href("position", pk)}, "page": {"href": SLOT + path_to("position", pk)}}
