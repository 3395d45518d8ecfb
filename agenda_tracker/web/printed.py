"""How pages print numbers, money, dates and references, and how they link to another page of the same list."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, cast
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.template import engines
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from jinja2 import pass_context

# In C, and five times as fast as `html.escape`: a page has hundreds of these. For texts only, and gives a plain one.
from markupsafe import _escape_inner as escape

from agenda_tracker import search
from agenda_tracker.citations import Reference
from agenda_tracker.models import GovernmentPosition, KamerstukReference, LetterMeeting, MinisterialMeeting
from agenda_tracker.models import dates as dutch_dates
from agenda_tracker.models.journal import last_public_day
from agenda_tracker.search import Hits, numbers
from agenda_tracker.search.commitments import Commitment, commitment
from agenda_tracker.search.describe import address
from agenda_tracker.search.options import Options


def macros(template: str) -> Any:
    """What a template defines to be printed by hand-written pages, too."""
    return cast(Any, engines["jinja2"]).env.get_template(template).module


def escaped(value: Any) -> str:
    """What a template prints of a value, as `markupsafe.escape` gives it, but as plain text, which is sooner made."""
    kind = type(value)
    if kind is str:
        return escape(value)
    if kind is int:
        return str(value)
    return str(value.__html__()) if hasattr(value, "__html__") else escape(str(value))


def money(amount: Decimal | int | None) -> str:
    return numbers.money(amount)


@pass_context
def marked(context: Any, text: str) -> SafeString:
    """The text with what this page was asked for (`hits`) in `<mark>`; as it is when nothing was asked."""
    return marked_by(text, context.get("hits"))


def marked_by(text: str, hits: Hits | None) -> SafeString:
    """The text with these hits in `<mark>`; as it is without."""
    return in_marks(hits.runs(text)) if hits else SafeString(escape(text))


def in_marks(runs: Iterable[tuple[str, bool]]) -> SafeString:
    """Runs of text, each a hit or not."""
    pieces = (f"<mark>{escape(text)}</mark>" if is_hit else escape(text) for text, is_hit in runs)
    return SafeString("".join(pieces))


def label(record: models.Model, field: str) -> str:
    """How a page names the value of a field with choices."""
    return label_of(type(record), field, getattr(record, field))


@lru_cache(maxsize=512)
def label_of(model: type[models.Model], field: str, value: str) -> str:
    """How a page names this value of it."""
    return str(dict(model._meta.get_field(field).flatchoices).get(value, value))  # type: ignore[union-attr]


def shortened(text: object, most: int) -> str:
    """At most so many characters, the last of them “…” where something is left out."""
    said = str(text)
    return said if len(said) <= most else f"{said[: most - 1]}…"


def thousands(number: int) -> str:
    return search.thousands(number)


def counted(number: int, nouns: str) -> str:
    """`{{ 3|counted:"brief,brieven" }}` gives `3 brieven`."""
    one, _comma, many = nouns.partition(",")
    return search.counted(number, one, many)


def long_date(day: date | None) -> str:
    return dutch_dates.long_date(day) if day else ""


def iso(day: date | None) -> str:
    """`2024-10-17`, for programs."""
    return day.isoformat()[:10] if day else ""


def oneline(text: str) -> SafeString:
    """What a block of the page printed, on one line; it is escaped already."""
    return mark_safe(" ".join(text.split()))  # noqa: S308


def month(day: date | None) -> str:
    """`oktober 2024`."""
    return f"{dutch_dates.MONTHS[day.month - 1]} {day.year}" if day else ""


def day_and_month(day: date | None) -> str:
    """`17 oktober`, where the year stands above it."""
    return f"{day.day} {dutch_dates.MONTHS[day.month - 1]}" if day else ""


def chamber(code: str) -> str:
    """Which chamber a Kamerstuk belongs to, by the code of its reference."""
    names = {"TK": _("Tweede Kamer"), "EK": _("Eerste Kamer"), "VV": _("Verenigde Vergadering")}
    return names.get(code, "")


def ahead_of(treatment: LetterMeeting, meeting: MinisterialMeeting) -> str:
    """How long before the meeting, or after it, the letter was sent: `14 dagen vooraf`."""
    if treatment.letter.date is None:
        return ""
    days = (meeting.start_date - treatment.letter.date).days
    if days == 0:
        return _("op de dag zelf")
    return f"{search.counted(abs(days), 'dag', 'dagen')} {_('vooraf') if days > 0 else _('na het begin')}"


def standing(position: GovernmentPosition) -> Commitment | None:
    """How a commitment stands today; nothing for another position. Wants `fulfilled_by` selected along."""
    if position.kind != GovernmentPosition.Kind.COMMITMENT:
        return None
    return commitment(position, timezone.localdate())


class Link(NamedTuple):
    """Where a citation leads: our own page, the official one, or nowhere; and what to say when it stays open."""

    url: str
    official: bool
    remark: str


def leads_to(reference: KamerstukReference) -> Link:
    target = reference.target
    if target is not None:
        return Link(target.get_absolute_url(), official=False, remark="")
    if reference.status == KamerstukReference.Status.AMBIGUOUS:
        return Link("", official=False, remark=_("kan meer dan één stuk betekenen"))
    url = official_address(reference.normal_form)
    return Link(url, official=bool(url), remark="" if url else _("niet herkend"))


@lru_cache(maxsize=4096)
def official_address(normal_form: str) -> str:
    try:
        return Reference.parse(normal_form).official_url
    except ValueError:
        return ""


def at(values: dict[Any, Any], key: Any) -> Any:
    """What a dictionary holds under a key; None when nothing."""
    return values.get(key)


def in_runs(rows: Iterable[Any], path: str) -> list[tuple[Any, list[Any]]]:
    """Rows that follow each other and have the same value there (`agenda_item.meeting`), under that value."""
    return [(value, list(run)) for value, run in groupby(rows, attrgetter(path))]


def other_than_one(page: int | None) -> int | str:
    """A page number for an address, where the first page needs none."""
    return "" if page in (None, 1) else page or ""


def meanings(reference: KamerstukReference) -> list[Reference]:
    """What an ambiguous citation can mean."""
    found = []
    for normal_form in reference.normal_form.split(";"):
        try:
            found.append(Reference.parse(normal_form))
        except ValueError:
            continue
    return found


def updated_until() -> Any:
    """The day of the last line of the journal, or nothing. Asked once, and only by a page that shows it."""
    return SimpleLazyObject(last_public_day)


def option_list(options: Options, chosen: object) -> SafeString:
    """What a `<select>` offers, with the choice that was made; written out once for everybody."""
    written = options.__dict__.get("written") or options.__dict__.setdefault("written", _written(options))
    mark = format_html('<option value="{}"', chosen) if chosen else ""
    return mark_safe(written.replace(f"{mark}>", f"{mark} selected>", 1)) if mark else written  # noqa: S308


def _written(options: Options) -> SafeString:
    pieces = []
    for group, offered in options.groups:
        lines = format_html_join("", '<option value="{}">{}</option>\n', ((one.slug, one.label) for one in offered))
        pieces.append(format_html('<optgroup label="{}">{}</optgroup>', group, lines) if group else lines)
    return mark_safe("".join(pieces))  # noqa: S308 (every piece is escaped)


@pass_context
def query(context: Any, **changed: Any) -> str:
    """The address of this list with some parameters changed; a blank one is left out."""
    blank = {name for name, value in changed.items() if not value}
    return address(context["request"].GET, without=blank, **changed)


def query_of(**values: Any) -> str:
    """`q=drones&woorden=1`, to stand behind a question mark."""
    return urlencode(values)


@pass_context
def edit_link(context: Any, record: models.Model) -> str:
    """“Bewerken” for who may change such a record; nothing, and no look at the session, for a visitor without one."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    meta = record._meta
    if not (request.user.is_staff and request.user.has_perm(f"{meta.app_label}.change_{meta.model_name}")):
        return ""
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    return format_html('<p class="edit"><a href="{}">{}</a></p>', address, _("Bewerken"))
