"""Positions as lists print them: HTML of a line, written by hand because a page of a list has up to a hundred."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.utils.safestring import SafeString

from agenda_tracker.models import GovernmentPosition
from agenda_tracker.models.language import said
from agenda_tracker.models.paths import pattern_of, prefix
from agenda_tracker.models.position import with_paragraphs
from agenda_tracker.search import Hits
from agenda_tracker.search.lines import MeetingLine, Named, PositionLine
from agenda_tracker.search.numbers import money

from .passages import Passage
from .printed import escape, in_marks, label_of, marked_by, shortened

# By position.
Passages = Mapping[int, Passage]
NO_PASSAGES: Passages = {}
LONGEST_NAME = 40
# Names that many rows share.
_name = lru_cache(maxsize=4096)(escape)


class _Paths(NamedTuple):
    """Patterns of the addresses in a row."""

    position: str
    item: str
    topic: str
    letter: str
    paper: str
    meeting: str
    compare: str


@cache
def _paths(_prefix: str) -> _Paths:
    names = [
        ("position", 1),
        ("item", 2),
        ("topic", 1),
        ("letter", 1),
        ("kamerstuk", 1),
        ("meeting", 1),
        ("compare", 0),
    ]
    return _Paths(*(escape(pattern_of(name, count)) for name, count in names))


def articles(
    hits: Hits | None, carry: str, passages: Passages = NO_PASSAGES, with_meeting: bool = False
) -> Callable[[PositionLine], SafeString]:
    """Writes positions with these hits marked, leading on with this selection; with the passage around it where one is given.

    Their meeting is named where none stands above them.
    """
    return partial(_article, _paths(prefix()), hits, escape(carry), passages, with_meeting)


def by_meeting(
    lines: Iterable[PositionLine], hits: Hits | None, carry: str, passages: Passages = NO_PASSAGES
) -> SafeString:
    """Positions under their meetings, those that follow each other in one under its name."""
    article, to = articles(hits, carry, passages), _paths(prefix())
    return SafeString("".join(_section(to, meeting, map(article, run)) for meeting, run in groupby(lines, _meeting_of)))


def best_first(
    lines: Iterable[PositionLine], hits: Hits | None, carry: str, passages: Passages = NO_PASSAGES
) -> SafeString:
    """Positions in the order they come in, each with its meeting."""
    return SafeString(_listed(map(articles(hits, carry, passages, with_meeting=True), lines)))


_meeting_of = attrgetter("meeting")


def _section(to: _Paths, meeting: MeetingLine, rows: Iterable[str]) -> str:
    link = f'<a href="{to.meeting % meeting.slug}">{_name(meeting.title)}</a>'
    day = f'<time datetime="{meeting.day}">{_name(meeting.dates)}</time>'
    return f'<section class="by-meeting">\n<h2>{link} {day}</h2>\n{_listed(rows)}\n</section>'


def _listed(rows: Iterable[str]) -> str:
    return f'<ul class="positions">{"".join([f"<li>{row}</li>" for row in rows])}</ul>'


def _article(
    to: _Paths, hits: Hits | None, carry: str, passages: Passages, with_meeting: bool, line: PositionLine
) -> SafeString:
    tag = "h2" if with_meeting else "h3"
    numbers, quotes = [number for number, _text in line.quotes], [text for _number, text in line.quotes]
    own = f'<a href="{to.position % line.pk}{carry}">{marked_by(line.wording, hits)}</a>'
    others = (
        f'<blockquote class="quote"><p>{marked_by(text, hits)}</p></blockquote>'
        for text in quotes
        if text != line.wording
    )
    return SafeString(
        f'<article class="position" data-cite="{escape(with_paragraphs(line.letter.citation, numbers))}">\n'
        f'<{tag} class="row-title{" verbatim" if line.wording in quotes else ""}">{own}</{tag}>\n{"".join(others)}'
        f"{_passage(line, to, passages)}"
        f'<p class="meta">{_meeting(line, to) if with_meeting else ""}{_about(line, to)}</p>\n'
        f'<p class="meta source">{_source(line, to, numbers)}</p>\n</article>\n'
    )


def _passage(line: PositionLine, to: _Paths, passages: Passages) -> str:
    """Where the words stand that were asked for, when the position itself has them not."""
    passage = passages.get(line.pk)
    if passage is None:
        return ""
    number = _name(passage.number)
    link = f'<a href="{to.letter % line.letter.slug}#p{number}">{said("alinea")} {number}</a>'
    return f'<p class="meta"><span>{said("In")} {link}: {in_marks(passage.runs)}</span></p>\n'


def _meeting(line: PositionLine, to: _Paths) -> str:
    meeting = line.meeting
    day = f'<time datetime="{meeting.day}">{_name(meeting.dates)}</time>'
    return f'<span><a href="{to.meeting % meeting.slug}">{_name(meeting.title)}</a>, {day}</span>'


def _about(line: PositionLine, to: _Paths) -> str:
    """What is said, in which tone, on how much, and under which item and topics."""
    told = f'<span class="kind">{_name(label_of(GovernmentPosition, "kind", line.kind))}</span>'
    if line.stance:
        told += f"<span>{_name(label_of(GovernmentPosition, 'stance', line.stance))}</span>"
    if line.amount:
        told += f"<span>{escape(money(line.amount))}</span>"
    item = to.item % (line.meeting.slug, line.item)
    told += f'<span>{said("agendapunt")} <a href="{item}">{_name(line.item_title)}</a></span>'
    word = f"{said('thema')} "
    for topic in line.topics:
        told += f"<span>{word}{_link(to.topic, topic)}</span>"
        word = ""
    return told


def _source(line: PositionLine, to: _Paths, numbers: list[str]) -> str:
    """The letter and its papers, at the first paragraph that is quoted; and the way to another position beside this one."""
    letter = line.letter
    url, name = to.letter % letter.slug, _name(letter.name)
    if numbers:
        url, name = f"{url}#p{_name(numbers[0])}", f"{name}, {said('alinea')} {_name(numbers[0])}"
    papers = "".join(f"<span>{_link(to.paper, paper)}</span>" for paper in letter.papers)
    unseen = f'<span class="unseen"> {escape(shortened(line.wording, LONGEST_NAME))}</span>'
    beside = f'<span><a href="{to.compare}?a={line.pk}">{said("Vergelijk…")}{unseen}</a></span>'
    return f'<span>{said("Bron:")} <a href="{url}">{name}</a></span>{papers}{beside}'


def _link(pattern: str, named: Named) -> str:
    slug, name = named
    return f'<a href="{pattern % slug}">{_name(name)}</a>'
