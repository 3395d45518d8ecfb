"""A selection in words: a chip for every filter that is on, and the whole as one Dutch sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agenda_tracker.models.dates import date_span, long_date
from agenda_tracker.models.language import said

from .addresses import address
from .bounds import shown
from .filters import AgendaFilter
from .numbers import counted

# One and many of what a list holds.
NOUNS = {
    "PositionFilter": ("standpunt", "standpunten"),
    "LetterFilter": ("brief", "brieven"),
    "MeetingFilter": ("vergadering", "vergaderingen"),
    "EverythingFilter": ("resultaat", "resultaten"),
}
LETTER_KINDS = {
    "annotated_agenda": ("geannoteerde agenda", "geannoteerde agenda’s"),
    "supplement": ("aanvulling", "aanvullingen"),
    "report": ("verslag", "verslagen"),
    "other": ("andere brief", "andere brieven"),
}
WITH_HET = {"imf"}
NO_CHIP = {"sort", "page", "size"}
PERIOD = ("date_from", "date_to")


@dataclass(frozen=True)
class Chip:
    """A filter that is on; `url` is the same list without it. A period has two names, its first and its last day."""

    names: tuple[str, ...]
    label: str
    value: str
    url: str


def chips(selection: AgendaFilter) -> list[Chip]:
    """One for every parameter that was filled in, also for one with a mistake in it, so that it can be dropped."""
    found = []
    period = _period_chip(selection)
    for name, one in selection.filters.items():
        if name in NO_CHIP or (period and name in PERIOD):
            continue
        raw = str(selection.data.get(name, "")).strip()
        if raw:
            read = name in selection.chosen and name != "q"
            value = in_words(name, selection.chosen[name]) if read else shown(raw)
            found.append(Chip((name,), str(one.label), value, address(selection.data, without={name, "page"})))
    return [*found, *period]


def _period_chip(selection: AgendaFilter) -> list[Chip]:
    """One chip for a period with two ends; what has one end, or a mistake in it, is a chip by itself."""
    start, end = (selection.chosen.get(name) for name in PERIOD)
    if not (start and end):
        return []
    return [Chip(PERIOD, _("Periode"), date_span(start, end), address(selection.data, without={*PERIOD, "page"}))]


def in_words(name: str, value: Any) -> str:
    """The value of one parameter as a reader would say it; words are shown as they were typed."""
    if name == "dossier":
        return str(_(" of ")).join(dict.fromkeys(reference.display for reference in value))
    if name in ("date_from", "date_to"):
        return long_date(value)
    return str(value) if name == "year" else str(value.name)


def sentence(selection: AgendaFilter, count: int) -> str:
    """`3 standpunten over Luchtverdediging sinds 1 januari 2024`; `Geen brieven …` when there are none."""
    chosen = selection.chosen
    one, many = nouns(selection)
    if _of_letters(selection) and "letter_kind" in chosen:
        one, many = LETTER_KINDS[chosen["letter_kind"].slug]
    start = counted(count, one, many) if count else f"{_('Geen')} {many}"
    return " ".join([start, *(said_of for part in PARTS if (said_of := part(selection)))])


def nouns(selection: AgendaFilter) -> tuple[str, str]:
    """One and many of what this list holds."""
    return NOUNS[type(selection).__name__]


def _of_letters(selection: AgendaFilter) -> bool:
    return type(selection).__name__ == "LetterFilter"


def _said(name: str, text: str) -> Callable[[AgendaFilter], str]:
    """A part that is `text` with the value filled in, when that parameter is on."""

    def part(selection: AgendaFilter) -> str:
        chosen = selection.chosen
        return said(text) % in_words(name, chosen[name]) if name in chosen else ""

    return part


def _organisation(selection: AgendaFilter) -> str:
    option = selection.chosen.get("organisation")
    if option is None:
        return ""
    if option.slug == "overig":
        return _("bij overige organisaties")
    return f"{_('bij')} {_('het') if option.slug in WITH_HET else _('de')} {option.name}"


def _letter_kind(selection: AgendaFilter) -> str:
    option = selection.chosen.get("letter_kind")
    if option is None or _of_letters(selection):
        return ""
    one, many = LETTER_KINDS[option.slug]
    if type(selection).__name__ == "PositionFilter":
        return f"{_('uit')} {many}"
    return f"{_('met een')} {one}"


def _chamber(selection: AgendaFilter) -> str:
    option = selection.chosen.get("chamber")
    if option is None:
        return ""
    through = "" if _of_letters(selection) else f"{_('in brieven')} "
    return f"{through}{_('aan de')} {option.name}"


def _period(selection: AgendaFilter) -> str:
    start, end = selection.chosen.get("date_from"), selection.chosen.get("date_to")
    if start and end and start == end:
        return f"{_('op')} {long_date(start)}"
    if start and end:
        return f"{_('van')} {long_date(start)} {_('tot en met')} {long_date(end)}"
    if start:
        return f"{_('sinds')} {long_date(start)}"
    return f"{_('tot en met')} {long_date(end)}" if end else ""


def _words(selection: AgendaFilter) -> str:
    words = selection.chosen.get("q")
    if not words:
        return ""
    if not words.typed:
        return f"{_('met de meeste van de woorden')} “{shown(str(words))}”"
    noun = _("met het woord") if words.is_one_word else _("met de woorden")
    return f"{noun} “{shown(str(selection.data['q']))}”"


PARTS: tuple[Callable[[AgendaFilter], str], ...] = (
    _said("kind", gettext_noop("met aard %s")),
    _said("stance", gettext_noop("met houding %s")),
    _said("topic", gettext_noop("over %s")),
    _organisation,
    _said("formation", gettext_noop("bij %s")),
    _said("ministry", gettext_noop("van %s")),
    _letter_kind,
    _chamber,
    _said("dossier", gettext_noop("rond %s")),
    _said("year", gettext_noop("in %s")),
    _period,
    _words,
)
