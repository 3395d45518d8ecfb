"""What can be taken away from a page, and followed: links to its table, feed and calendar."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _
from jinja2 import pass_context

from agenda_tracker.models import Dossier, MinisterialMeeting
from agenda_tracker.models.paths import path_to
from agenda_tracker.search.describe import address

LISTS = ("positions", "letters", "meetings")
TABLE_IN = ("csv", "xlsx")


@dataclass(frozen=True)
class TakeAway:
    """Paths; one that is "" does not apply to the page. `webcal` has the host, since it opens the visitor's own calendar.

    `mail` is the form to follow it by e-mail, `body_mail` that for all letters of the body.
    """

    feed: str = ""
    feed_title: str = ""
    csv: str = ""
    xlsx: str = ""
    ics: str = ""
    webcal: str = ""
    mail: str = ""
    mail_title: str = ""
    body_mail: str = ""


@pass_context
def take_away(context: Any) -> TakeAway:
    """The links for the page that is shown, by its address and what it shows; empty where there is nothing to take."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    if match is None or context.get("preview"):
        return TakeAway()
    if match.url_name in LISTS:
        return of_list(request, match.url_name, context)
    of = OF_PAGE.get(match.url_name or "")
    return of(request, context) if of else TakeAway()


def of_list(request: HttpRequest, page: str, context: Any) -> TakeAway:
    """Nothing when the list could not be shown: what is asked for may then not even be readable."""
    if context.get("problems") or "selection" not in context:
        return TakeAway()
    query = "" if (query := address(request.GET, without={"page", "size", "sort", "format"})) == "?" else query
    shown = context.get("page")
    tables = (
        _tables(request.path, address(request.GET, without={"page", "size", "format"})) if shown and shown.count else {}
    )
    ics = f"{path_to('calendar')}{query}" if page == "meetings" else ""
    return TakeAway(
        feed=f"{path_to(f'{page}-feed')}{query}",
        feed_title=str(_("Deze selectie") if query else _("Deze lijst")),
        mail=f"{path_to(f'follow-{page}')}{query}",
        ics=ics,
        webcal=_webcal(request, ics),
        **tables,
    )


def of_home(request: HttpRequest, context: Any) -> TakeAway:
    return TakeAway(feed=path_to("letters-feed"), feed_title=str(_("Nieuwe brieven")), mail=path_to("follow-letters"))


def of_topic(request: HttpRequest, context: Any) -> TakeAway:
    """Of the topic, or of the selection of its positions that is shown."""
    topic = context.get("topic")
    if topic is None or context.get("problems"):
        return TakeAway()
    query = address({**request.GET.dict(), "topic": topic.slug}, without={"page", "format"})
    more = {"mail": f"{path_to('follow-positions')}{query}", **_tables(path_to("positions"), query)}
    if context.get("chips"):
        return TakeAway(feed=f"{path_to('positions-feed')}{query}", feed_title=str(_("Deze selectie")), **more)
    return TakeAway(feed=path_to("topic-feed", topic.slug), feed_title=str(topic), **more)


def of_meeting(request: HttpRequest, context: Any) -> TakeAway:
    """The positions of the meeting, the letters of its body, and the meeting in a calendar."""
    meeting = context.get("meeting")
    if not isinstance(meeting, MinisterialMeeting):
        return TakeAway()
    day = meeting.start_date.isoformat()
    query = "?" + urlencode({"formation": meeting.formation.slug, "date_from": day, "date_to": day})
    tables = _tables(path_to("positions"), query) if getattr(meeting, "position_count", 0) else {}
    return TakeAway(
        feed=path_to("formation-feed", meeting.formation.slug),
        feed_title=meeting.formation.name,
        ics=path_to("meeting-ics", meeting.slug),
        mail=path_to("follow-meeting", meeting.slug),
        mail_title=str(_("Deze vergadering")),
        body_mail=f"{path_to('follow-letters')}?{urlencode({'formation': meeting.formation.slug})}",
        **tables,
    )


def of_paper(request: HttpRequest, context: Any) -> TakeAway:
    """Only where the address means one thing; a paper that is not here yet can be followed, too."""
    sheets = context.get("sheets") or []
    if len(sheets) != 1:
        return TakeAway()
    record, reference = sheets[0]["record"], sheets[0]["target"].reference
    mail = f"{path_to('follow-letters')}?{urlencode({'dossier': reference.display})}"
    if not isinstance(record, Dossier):
        return TakeAway(mail=mail, mail_title=str(_("een latere brief die dit aanhaalt")))
    title = f"{_('Dossier')} {record}"
    return TakeAway(feed=path_to("dossier-feed", record.normal_form), feed_title=title, mail=mail)


def of_search(request: HttpRequest, context: Any) -> TakeAway:
    """The positions with the words that were searched; the other lists have links of their own."""
    selection = context.get("selection")
    words = selection.chosen.get("q") if selection is not None and not context.get("problems") else None
    if not words or not words.typed:
        return TakeAway()
    query = f"?{urlencode({'q': words.typed})}"
    title = str(_("Standpunten met deze woorden"))
    return TakeAway(f"{path_to('positions-feed')}{query}", title, mail=f"{path_to('follow-positions')}{query}")


OF_PAGE = {"search": of_search, "home": of_home, "topic": of_topic, "meeting": of_meeting, "kamerstuk": of_paper}


def _tables(path: str, query: str) -> dict[str, str]:
    start = f"{path}{query}" if query == "?" else f"{path}{query}&"
    return {name: f"{start}format={name}" for name in TABLE_IN}


def _webcal(request: HttpRequest, path: str) -> str:
    return f"webcal://{request.get_host()}{path}" if path else ""
