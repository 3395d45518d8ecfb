"""Positions as the lists print them: one small record each, made once and kept in memory while nothing changes."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, cast

from django.db.models import QuerySet
from django.template import engines
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from agenda_tracker.models import Evidence, GovernmentPosition, MinisterialMeeting
from agenda_tracker.models.prepared import Prepared
from agenda_tracker.search import Hits
from agenda_tracker.search.kept import KeptRows
from agenda_tracker.search.numbers import money
from agenda_tracker.search.sources import UNSHOWN, add_papers, add_quotes, add_signatories, add_topics, share_letters

from .printed import iso, label, marked_by

# About 5 kB each.
MOST = 3_000
# Stands where something is to come; no text can have it.
SLOT = secrets.token_hex()


class Link(NamedTuple):
    url: str
    name: str


class MeetingLine(NamedTuple):
    """A meeting above its positions, with its days for people and its first day for programs."""

    url: str
    title: str
    dates: str
    day: str


@dataclass(frozen=True)
class PositionRow:
    """What a list prints of a position; `quotes` are those that say it otherwise than `wording`."""

    pk: int
    url: str
    wording: str
    is_verbatim: bool
    quotes: tuple[str, ...]
    kind: str
    stance: str
    amount: str
    meeting: MeetingLine
    item: Link
    topics: tuple[Link, ...]
    source: Link
    papers: tuple[Link, ...]
    citation: str

    @cached_property
    def below_its_meeting(self) -> list[str]:
        return self._written(with_meeting=False)

    @cached_property
    def with_its_meeting(self) -> list[str]:
        return self._written(with_meeting=True)

    def _written(self, *, with_meeting: bool) -> list[str]:
        """The pieces of the article, between which comes what is not the same on every page."""
        macros: Any = cast(Any, engines["jinja2"]).env.get_template("web/_position.html").module
        return str(macros.article(self, SLOT, with_meeting)).split(SLOT)

    def article(self, hits: Hits | None, carry: str, with_meeting: bool = False) -> SafeString:
        """The row with these hits marked, leading on with this selection; its meeting is named where none stands above."""
        pieces = self.with_its_meeting if with_meeting else self.below_its_meeting
        between = [escape(carry), *(marked_by(text, hits) for text in (self.wording, *self.quotes)), ""]
        return mark_safe("".join(chain.from_iterable(zip(pieces, between, strict=True))))  # noqa: S308 (all is escaped)


def of_position(position: GovernmentPosition) -> PositionRow:
    """The row of a position that was fetched with its citation."""
    item, wording = position.agenda_item, position.wording
    assert item is not None  # a confirmed position has one
    evidence = list(position.evidence.all())
    return PositionRow(
        pk=position.pk,
        url=position.get_absolute_url(),
        wording=wording,
        is_verbatim=position.is_verbatim,
        quotes=tuple(one.quote for one in evidence if one.quote != wording),
        kind=label(position, "kind"),
        stance=label(position, "stance") if position.stance else "",
        amount=money(position.amount_eur) if position.amount_eur else "",
        meeting=_meeting(item.meeting),
        item=Link(item.get_absolute_url(), item.title),
        topics=_links(position.topics.all()),
        source=_source(position, evidence),
        papers=_links(position.letter.kamerstukken.all()),
        citation=position.citation,
    )


def _meeting(meeting: MinisterialMeeting) -> MeetingLine:
    return MeetingLine(meeting.get_absolute_url(), meeting.title, meeting.dates, iso(meeting.start_date))


def _links(records: Iterable[Any]) -> tuple[Link, ...]:
    return tuple(Link(one.get_absolute_url(), str(one)) for one in records)


def _source(position: GovernmentPosition, evidence: list[Evidence]) -> Link:
    """`geannoteerde agenda van 3 oktober 2024, alinea 12`, at that paragraph."""
    letter = position.letter
    url, name = letter.get_absolute_url(), f"{label(letter, 'kind')} {_('van')} {letter.dated}"
    if not evidence:
        return Link(url, name)
    number = evidence[0].paragraph.number
    return Link(f"{url}#p{number}", f"{name}, {_('alinea')} {number}")


def shown_positions(ids: list[int]) -> "QuerySet[GovernmentPosition]":
    """The public ones among these, with letter, item, meeting and body."""
    rows = GovernmentPosition.objects.public().filter(pk__in=ids).order_by()
    return rows.select_related("letter", "agenda_item__meeting__formation").defer(*UNSHOWN, "due_as_written")


SHOWN = Prepared(shown_positions)


def positions_with_citation(ids: list[int]) -> list[GovernmentPosition]:
    """The public ones among these with all that a list prints, in no order; five queries at most."""
    rows = SHOWN(ids)
    letters = share_letters(rows)
    add_topics(rows)
    add_quotes(rows)
    add_papers(letters)
    add_signatories([letter for letter in letters if not letter.kamerstukken.all()])
    return rows


def _fetched(ids: list[int]) -> dict[int, PositionRow]:
    return {position.pk: of_position(position) for position in positions_with_citation(ids)}


# By id, for the lists.
position_rows = KeptRows(_fetched, MOST)
