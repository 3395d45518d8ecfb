"""How pages print numbers, money, dates and references, and how they link to another page of the same list."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import template
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from agenda_tracker import search
from agenda_tracker.citations import Reference
from agenda_tracker.models import GovernmentPosition, KamerstukReference, LetterMeeting, MinisterialMeeting
from agenda_tracker.models import dates as dutch_dates
from agenda_tracker.models.journal import last_public_day
from agenda_tracker.search import numbers
from agenda_tracker.search.commitments import Commitment, commitment
from agenda_tracker.search.describe import address

register = template.Library()


@register.filter
def money(amount: Decimal | int | None) -> str:
    return numbers.money(amount)


@register.simple_tag(takes_context=True)
def marked(context: Any, text: str) -> SafeString:
    """The text with what this page was asked for (`hits`) in `<mark>`; as it is when nothing was asked."""
    hits = context.get("hits")
    return in_marks(hits.runs(text)) if hits else conditional_escape(text)


@register.filter
def in_marks(runs: Iterable[tuple[str, bool]]) -> SafeString:
    """Runs of text, each a hit or not."""
    pieces = (format_html("<mark>{}</mark>", text) if is_hit else conditional_escape(text) for text, is_hit in runs)
    return mark_safe("".join(pieces))  # noqa: S308 (every piece is escaped)


@register.filter
def thousands(number: int) -> str:
    return search.thousands(number)


@register.filter
def counted(number: int, nouns: str) -> str:
    """`{{ 3|counted:"brief,brieven" }}` gives `3 brieven`."""
    one, _comma, many = nouns.partition(",")
    return search.counted(number, one, many)


@register.filter
def long_date(day: date | None) -> str:
    return dutch_dates.long_date(day) if day else ""


@register.filter
def month(day: date | None) -> str:
    """`oktober 2024`."""
    return f"{dutch_dates.MONTHS[day.month - 1]} {day.year}" if day else ""


@register.filter
def day_and_month(day: date | None) -> str:
    """`17 oktober`, where the year stands above it."""
    return f"{day.day} {dutch_dates.MONTHS[day.month - 1]}" if day else ""


@register.filter
def chamber(code: str) -> str:
    """Which chamber a Kamerstuk belongs to, by the code of its reference."""
    names = {"TK": _("Tweede Kamer"), "EK": _("Eerste Kamer"), "VV": _("Verenigde Vergadering")}
    return names.get(code, "")


@register.filter
def ahead_of(treatment: LetterMeeting, meeting: MinisterialMeeting) -> str:
    """How long before the meeting, or after it, the letter was sent: `14 dagen vooraf`."""
    if treatment.letter.date is None:
        return ""
    days = (meeting.start_date - treatment.letter.date).days
    if days == 0:
        return _("op de dag zelf")
    return f"{search.counted(abs(days), 'dag', 'dagen')} {_('vooraf') if days > 0 else _('na het begin')}"


@register.filter
def standing(position: GovernmentPosition) -> Commitment | None:
    """How a commitment stands today; nothing for another position. Wants `fulfilled_by` selected along."""
    return commitment(position, timezone.localdate())


class Link(NamedTuple):
    """Where a citation leads: our own page, the official one, or nowhere; and what to say when it stays open."""

    url: str
    official: bool
    remark: str


@register.filter
def leads_to(reference: KamerstukReference) -> Link:
    if reference.target is not None:
        return Link(reference.target.get_absolute_url(), official=False, remark="")
    if reference.status == KamerstukReference.Status.AMBIGUOUS:
        return Link("", official=False, remark=_("kan meer dan één stuk betekenen"))
    url = official_address(reference.normal_form)
    return Link(url, official=bool(url), remark="" if url else _("niet herkend"))


def official_address(normal_form: str) -> str:
    try:
        return Reference.parse(normal_form).official_url
    except ValueError:
        return ""


@register.filter
def at(values: dict[Any, Any], key: Any) -> Any:
    """What a dictionary holds under a key; None when nothing."""
    return values.get(key)


@register.filter
def other_than_one(page: int | None) -> int | str:
    """A page number for an address, where the first page needs none."""
    return "" if page in (None, 1) else page or ""


@register.filter
def meanings(reference: KamerstukReference) -> list[Reference]:
    """What an ambiguous citation can mean."""
    found = []
    for normal_form in reference.normal_form.split(";"):
        try:
            found.append(Reference.parse(normal_form))
        except ValueError:
            continue
    return found


@register.simple_tag
def updated_until() -> Any:
    """The day of the last line of the journal, or nothing. Asked once, and only by a page that shows it."""
    return SimpleLazyObject(last_public_day)


@register.simple_tag(takes_context=True)
def query(context: Any, **changed: Any) -> str:
    """The address of this list with some parameters changed; a blank one is left out."""
    blank = {name for name, value in changed.items() if not value}
    return address(context["request"].GET, without=blank, **changed)


@register.simple_tag
def query_of(**values: Any) -> str:
    """`q=drones&woorden=1`, to stand behind a question mark."""
    return urlencode(values)
