"""What search engines read of a page: JSON-LD in the words of schema.org, as a block of data that no browser runs."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from jinja2 import pass_context

from agenda_tracker.feeds.dump.shelf import Dump
from agenda_tracker.models import Letter, MinisterialMeeting, Signatory
from agenda_tracker.models.paths import path_to

from .printed import label

# So that no text can end the element it stands in, or a line of script.
ESCAPED = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
Data = dict[str, Any]
_WRITER = json.JSONEncoder(ensure_ascii=False)
SCHEDULED, CANCELLED, MOVED = (
    f"https://schema.org/Event{state}" for state in ("Scheduled", "Cancelled", "Rescheduled")
)
STATES = {"cancelled": CANCELLED, "moved": MOVED}


def script(data: Data) -> str:
    """The element around the data, without what is empty in it."""
    text = _WRITER.encode({"@context": "https://schema.org", **_filled(data)}).translate(ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def _filled(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in ("", None, [])}


def _absolute(request: HttpRequest, record: Any) -> str:
    return request.build_absolute_uri(record.get_absolute_url())


@pass_context
def meeting_data(context: Any, meeting: MinisterialMeeting) -> str:
    """The meeting as an `Event`."""
    online = meeting.mode in (MinisterialMeeting.Mode.VIDEO, MinisterialMeeting.Mode.WRITTEN)
    address = _absolute(context["request"], meeting)
    place = _filled({"@type": "Place", "name": meeting.place or meeting.country, "address": _place(meeting)})
    attended = "Online" if online else "Offline"
    return script(
        {
            "@type": "Event",
            "@id": address,
            "url": address,
            "name": meeting.title,
            "startDate": meeting.start_date.isoformat(),
            "endDate": meeting.end_date.isoformat(),
            "eventStatus": STATES.get(meeting.state, SCHEDULED),
            "eventAttendanceMode": f"https://schema.org/{attended}EventAttendanceMode",
            "location": {"@type": "VirtualLocation", "url": address} if online else place if "name" in place else "",
            "organizer": {"@type": "Organization", "name": meeting.formation.name},
            "inLanguage": "nl",
        }
    )


def _place(meeting: MinisterialMeeting) -> str:
    return ", ".join(part for part in (meeting.place, meeting.country) if part)


@pass_context
def letter_data(context: Any, letter: Letter) -> str:
    """The letter as a `Report`: who wrote it, its official number, and the meetings it is about."""
    request = context["request"]
    address = _absolute(request, letter)
    signed = (one for one in letter.signatories.all() if one.role == Signatory.Role.SIGNS)
    papers = list(letter.kamerstukken.all())
    meetings = (one.meeting for one in letter.treatments.all())
    return script(
        {
            "@type": "Report",
            "@id": address,
            "url": address,
            "name": letter.subject,
            "headline": letter.subject[:110],
            "genre": label(letter, "kind"),
            "datePublished": letter.date.isoformat() if letter.date else "",
            "author": [{"@type": "GovernmentOrganization", "name": name} for name in _offices(signed)],
            "reportNumber": "; ".join(str(paper) for paper in papers),
            "sameAs": [paper.official_url for paper in papers if paper.official_url],
            "about": [_mentioned(request, meeting) for meeting in meetings],
            "inLanguage": "nl",
            "isAccessibleForFree": True,
        }
    )


def _offices(signatories: Iterable[Signatory]) -> list[str]:
    return list(dict.fromkeys(one.office_as_printed for one in signatories))


def _mentioned(request: HttpRequest, meeting: MinisterialMeeting) -> Data:
    address = _absolute(request, meeting)
    return {"@type": "Event", "@id": address, "name": meeting.title, "startDate": meeting.start_date.isoformat()}


@pass_context
def site_data(context: Any) -> str:
    """The site with its search box, and what it holds as a `Dataset` with its tables."""
    request = context["request"]
    home, search = (request.build_absolute_uri(path_to(name)) for name in ("home", "search"))
    site = {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "url": home,
        "name": "Agendavolger",
        "inLanguage": "nl",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    return script({"@graph": [site, _dataset(request, home)]})


def _dataset(request: HttpRequest, home: str) -> Data:
    table = request.build_absolute_uri(path_to("positions")) + "?format="
    publisher = {"@type": "Organization", "name": settings.ORGANISATION} if settings.ORGANISATION else ""
    return _filled(
        {
            "@type": "Dataset",
            "@id": f"{home}#data",
            "name": _("Standpunten van het kabinet bij ministeriële vergaderingen"),
            "description": _(
                "Wat het kabinet in geannoteerde agenda’s en verslagen zegt, per agendapunt, met het citaat, de brief, "
                "de alinea en het Kamerstuk."
            ),
            "url": home,
            "inLanguage": "nl",
            "publisher": publisher,
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": media, "contentUrl": f"{table}{name}"}
                for name, media in (
                    ("csv", "text/csv"),
                    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                )
            ],
        }
    )


@pass_context
def dump_data(context: Any, dump: Dump) -> str:
    """All public data as a `Dataset` with the files of one night."""
    request = context["request"]
    home, page = (request.build_absolute_uri(path_to(name)) for name in ("home", "data"))
    files = [
        {
            "@type": "DataDownload",
            "name": _("SQLite-database") if file.is_sqlite else _("JSON Lines"),
            "encodingFormat": "application/zip",
            "contentUrl": request.build_absolute_uri(path_to("data-file", file.name)),
            "contentSize": f"{file.size} B",
            "sha256": file.sha256,
        }
        for file in dump.files
    ]
    return script(
        {
            **_dataset(request, home),
            "url": page,
            "dateModified": dump.made_at.isoformat(),
            "usageInfo": settings.DATA_TERMS,
            "isAccessibleForFree": True,
            "distribution": files,
        }
    )


@pass_context
def crumb_data(context: Any) -> str:
    """The trail above the page as a `BreadcrumbList`, from what the trail's own template was given."""
    request = context.get("request")
    if request is None:
        return ""
    steps = [(_("Begin"), path_to("home"))]
    if context.get("parent"):
        steps.append((str(context["parent_name"]), path_to(context["parent"])))
    steps += [(str(step.topic), step.topic.get_absolute_url()) for step in context.get("path") or ()]
    if context.get("dossier"):
        steps.append((str(context["dossier"]), context["dossier"].get_absolute_url()))
    steps.append((str(context["here"]), request.path))
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": request.build_absolute_uri(path)}
        for number, (name, path) in enumerate(steps, start=1)
    ]
    return script({"@type": "BreadcrumbList", "itemListElement": items})
