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
from agenda_tracker.models import KamerstukReference, LetterMeeting, MinisterialMeeting, PublicChange
from agenda_tracker.models import dates as dutch_dates
from agenda_tracker.search.describe import address

register = template.Library()

LARGE = ((Decimal(10) ** 9, "miljard"), (Decimal(10) ** 6, "miljoen"))


def decimals(number: Decimal) -> str:
    """`1.234.567`, `1,1`, `12,50`: Dutch marks, and no noughts that say nothing."""
    whole, _point, part = f"{number:f}".partition(".")
    part = part.rstrip("0")
    return search.thousands(int(whole)) + (f",{part}" if part else "")


@register.filter
def money(amount: Decimal | int | None) -> str:
    """`€ 300 miljoen`, `€ 1,1 miljard`, `€ 12.500`, `€ 12,50`: words where that loses nothing."""
    if amount is None:
        return ""
    amount = Decimal(amount)
    for unit, name in LARGE:
        if amount >= unit and (amount / unit * 100) % 1 == 0:
            return f"€\u00a0{decimals(amount / unit)}\u00a0{_(name)}"
    cents = f"{amount:.2f}"
    whole, _point, part = cents.partition(".")
    return f"€\u00a0{search.thousands(int(whole))}" + ("" if part == "00" else f",{part}")


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
def meanings(reference: KamerstukReference) -> list[Reference]:
    """What an ambiguous citation can mean."""
    found = []
    for normal_form in reference.normal_form.split(";"):
        try:
            found.append(Reference.parse(normal_form))
        except ValueError:
            continue
    return found


def _last_change() -> date | None:
    """The day in the Netherlands."""
    moment = PublicChange.objects.order_by("-number").values_list("at", flat=True).first()
    return timezone.localdate(moment) if moment else None


@register.simple_tag
def updated_until() -> Any:
    """The day of the last line of the journal, or nothing. Asked once, and only by a page that shows it."""
    return SimpleLazyObject(_last_change)


@register.simple_tag(takes_context=True)
def query(context: Any, **changed: Any) -> str:
    """The address of this list with some parameters changed; a blank one is left out."""
    blank = {name for name, value in changed.items() if not value}
    return address(context["request"].GET, without=blank, **changed)


@register.simple_tag
def query_of(**values: Any) -> str:
    """`q=drones&woorden=1`, to stand behind a question mark."""
    return urlencode(values)
