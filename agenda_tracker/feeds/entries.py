"""What a feed tells of a position, a letter and a meeting, read as their shelf reads them (`shelves`)."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agenda_tracker.models import Letter, Signatory
from agenda_tracker.search import counted

from .atom import Category, Entry, Link
from .identity import tag
from .journal import Stamps
from .shelves import LETTERS, MEETINGS, POSITIONS, Shelf

EntryMaker = Callable[[HttpRequest, Any, Stamps | None], Entry]
LONGEST_TITLE = 300


def paragraphs(*texts: object) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts if text))


def anchor(request: HttpRequest, record: Any, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', request.build_absolute_uri(record.get_absolute_url()), text)


def signed_by(letter: Letter) -> list[str]:
    """The offices that signed; the feed's own author stands for a letter of which they are not known."""
    offices = (one.office_as_printed.strip() for one in letter.signatories.all() if one.role == Signatory.Role.SIGNS)
    return list(dict.fromkeys(office for office in offices if office))


def links_to(request: HttpRequest, record: Any, letter: Letter | None) -> list[Link]:
    """The page itself, and the official publications of the letter."""
    papers = letter.kamerstukken.all() if letter else ()
    official = [Link("related", paper.official_url, title=str(paper)) for paper in papers if paper.official_url]
    return [Link("alternate", request.build_absolute_uri(record.get_absolute_url())), *official]


def stamped(known: Stamps | None, moment: datetime | None, day: Any) -> Stamps:
    """When it became public and last changed; for what the journal does not know, the moment or day that the record has."""
    if known:
        return known
    fallback = moment or datetime.combine(day, time(), UTC)
    return Stamps(fallback, fallback)


def of_position(request: HttpRequest, position: Any, known: Stamps | None) -> Entry:
    letter, meeting = position.letter, position.agenda_item.meeting
    told = stamped(known, letter.first_published_at, letter.date)
    where = f"{position.agenda_item.title} – {meeting.title}, {meeting.dates}"
    quotes = format_html_join(
        "", "<blockquote><p>{}</p></blockquote>", ([one.quote] for one in position.evidence.all())
    )
    topics = [_topic(request, topic) for topic in position.topics.all()]
    return Entry(
        id=tag(request, f"standpunt/{position.pk}"),
        title=position.wording[:LONGEST_TITLE],
        updated=told.updated,
        published=told.published,
        summary=f"{capfirst(position.get_kind_display())}: {where}",
        content=quotes + paragraphs(where, anchor(request, letter, position.citation)),
        links=links_to(request, position, letter),
        authors=signed_by(letter),
        categories=topics,
    )


def _topic(request: HttpRequest, topic: Any) -> Category:
    return Category(topic.slug, topic.name, request.build_absolute_uri(reverse("topics")))


def of_letter(request: HttpRequest, letter: Any, known: Stamps | None) -> Entry:
    told = stamped(known, letter.first_published_at, letter.date)
    meetings = [one.meeting for one in letter.treatments.all()]
    kind, number = letter.get_kind_display(), letter.position_count
    about = "; ".join(f"{meeting.title}, {meeting.dates}" for meeting in meetings)
    said = counted(number, _("standpunt"), _("standpunten")) if number else ""
    listed = format_html_join(
        "", "<li>{}</li>", ([anchor(request, one, f"{one.title}, {one.dates}")] for one in meetings)
    )
    bodies = {meeting.formation.slug: meeting.formation.name for meeting in meetings}
    scheme = request.build_absolute_uri(reverse("meetings"))
    return Entry(
        id=tag(request, f"brief/{letter.pk}"),
        title=letter.subject,
        updated=told.updated,
        published=told.published,
        summary="; ".join(part for part in (f"{capfirst(kind)} {_('van')} {letter.dated}", about, said) if part),
        content=paragraphs(letter.citation, said) + (format_html("<ul>{}</ul>", listed) if meetings else ""),
        links=links_to(request, letter, letter),
        authors=signed_by(letter),
        categories=[Category(slug, name, scheme) for slug, name in bodies.items()],
    )


def of_meeting(request: HttpRequest, meeting: Any, known: Stamps | None) -> Entry:
    told = stamped(known, None, meeting.start_date)
    letters = [one.letter for one in meeting.public_treatments]
    state = capfirst(meeting.get_state_display())
    where = ", ".join(part for part in (meeting.place, meeting.country) if part)
    number = meeting.position_count
    said = counted(number, _("standpunt"), _("standpunten")) if number else _("nog geen standpunten")
    listed = format_html_join(
        "", "<li>{}</li>", ([anchor(request, one, f"{one.subject}, {one.dated}")] for one in letters)
    )
    return Entry(
        id=tag(request, f"vergadering/{meeting.pk}"),
        title=f"{meeting.title}, {meeting.dates}",
        updated=told.updated,
        published=told.published,
        summary="; ".join(part for part in (state, where, said) if part),
        content=paragraphs(state, where, said) + (format_html("<ul>{}</ul>", listed) if letters else ""),
        links=links_to(request, meeting, None),
        categories=[
            Category(meeting.formation.slug, meeting.formation.name, request.build_absolute_uri(reverse("meetings")))
        ],
    )


ENTRY_OF: dict[Shelf, EntryMaker] = {POSITIONS: of_position, LETTERS: of_letter, MEETINGS: of_meeting}
