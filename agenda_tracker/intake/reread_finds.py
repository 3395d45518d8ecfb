"""Rereading what was found in a draft: references and positions, beside those that a clerk decided, altered or made."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import groupby
from typing import Any

from agenda_tracker.citations import Reference
from agenda_tracker.letters import ReadPosition, ReadReference
from agenda_tracker.models import AgendaItem, Evidence, Footnote, GovernmentPosition, Paragraph, Topic

from .citing import cite
from .correct import STILL_THE_QUOTE, likeness, moved_by
from .reread_text import NewText
from .topics import TopicSuggester

Span = tuple[int, int]
OVERLAP = 0.5  # of the shorter of two passages: then they are the same passage


def renew_references(text: NewText) -> list[str]:
    """References that were read before and are not read now go; one that a clerk made or altered stays."""
    wanted = _references(text)
    counts: Counter[str] = Counter()
    taken: dict[Any, list[Span]] = defaultdict(list)
    there: set[Any] = set()
    where: Any
    for row in text.letter.references.select_related("paragraph", "footnote"):
        where = row.paragraph or row.footnote
        key = (where, row.start, row.end, row.normal_form)
        if not text.wrote(row):
            taken[where].append((row.start, row.end))
        elif key in wanted:
            there.add(key)
        else:
            row.delete()
            counts["gone"] += 1
    for key, meanings in wanted.items():
        where, start, end, _normal = key
        if key not in there and not any(a < end and start < b for a, b in taken[where]):
            cite(where, start, end, meanings)
            counts["new"] += 1
    return _counted("Verwijzingen", counts)


def _references(text: NewText) -> dict[tuple[Any, int, int, str], list[Reference]]:
    """What was read, by where it stands on record and its normal form."""
    found: dict[tuple[Any, int, int, str], list[Reference]] = {}
    for _place, finds in groupby(text.reading.references, key=_place_of):
        several = list(finds)
        meanings = [Reference.parse(find.kamerstuk) for find in several]
        spot = _spot(text, several[0])
        if spot:
            normal = ";".join(form.normal for form in dict.fromkeys(meanings))[:120]
            found[(*spot, normal)] = meanings
    return found


def _place_of(read: ReadReference) -> tuple[Any, ...]:
    return (read.section, read.paragraph, read.footnote, read.start, read.end)


def _spot(text: NewText, read: ReadReference) -> tuple[Paragraph | Footnote, int, int] | None:
    """Where the words stand now; None when the text on record, which a clerk corrected, does not have them."""
    where: Paragraph | Footnote | None
    if read.footnote is not None:
        where, said = text.notes.get(read.footnote), text.reading.footnotes[read.footnote].text
    else:
        place = (read.section or 0, read.paragraph or 0)
        where, said = text.rows.get(place), text.text_at(place)
    if where is None:
        return None
    move = moved_by(said, where.text)
    start, end = (read.start, read.end) if where.text == said else (move(read.start), move(read.end))
    same = where.text[start:end] == said[read.start : read.end]
    return (where, start, end) if same else None


def renew_positions(text: NewText) -> list[str]:
    """Suggestions that nobody decided on or altered are replaced by those of this reading; the others stay."""
    letter = text.letter
    now = list(letter.positions.select_related("agenda_item__meeting").prefetch_related("topics", "evidence"))
    stay = [one for one in now if text.stays(one)]
    loose = [one for one in now if one not in stay]
    counts: Counter[str] = Counter(kept=len(stay))
    covered: dict[int, list[Span]] = defaultdict(list)
    for quote in Evidence.objects.filter(position__in=stay):
        covered[quote.paragraph_id].append((quote.start, quote.end))
    items = {section.pk: section.agenda_item for section in letter.sections.select_related("agenda_item__meeting")}
    suggester = TopicSuggester()
    suggester.look_back(item for item in items.values() if item)
    for read in text.reading.positions:
        spot = _quote(text, read)
        if spot is None or any(_same_passage(spot[1:], span) for span in covered[spot[0].pk]):
            continue
        read = replace(read, text=_words(text, read, spot))
        old = next((one for one in loose if one.wording == read.text), None)
        if old:
            loose.remove(old)
        counts["changed" if old else "new"] += _write(
            text, suggester, read, spot, old, items[text.parts[read.section].pk]
        )
    for one in loose:
        one.delete()
        counts["gone"] += 1
    _number(text)
    kept = counts.pop("kept")
    said = _counted("Voorstellen", counts)
    return [*said, f"Standpunten van de griffie behouden: {kept}."] if said and kept else said


def _quote(text: NewText, read: ReadPosition) -> tuple[Paragraph, int, int] | None:
    place = (read.section, read.paragraph)
    row, said = text.rows.get(place), text.text_at(place)
    if row is None:
        return None
    if row.text == said:
        return row, read.start, read.end
    move = moved_by(said, row.text)
    start, end = move(read.start), move(read.end)
    if end <= start or likeness(said[read.start : read.end], row.text[start:end]) < STILL_THE_QUOTE:
        return None
    return row, start, end


def _words(text: NewText, read: ReadPosition, spot: tuple[Paragraph, int, int]) -> str:
    """What the reader found, in the words of the paragraph that a clerk corrected."""
    row, start, end = spot
    return read.text if row.text == text.text_at((read.section, read.paragraph)) else row.text[start:end]


def _same_passage(one: Span, two: Span) -> bool:
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return shared > OVERLAP * min(one[1] - one[0], two[1] - two[0])


def _write(
    text: NewText,
    suggester: TopicSuggester,
    read: ReadPosition,
    spot: tuple[Paragraph, int, int],
    old: GovernmentPosition | None,
    item: AgendaItem | None,
) -> bool:
    """Make the suggestion, or bring the one of these words up to date; whether that altered anything."""
    position = old or GovernmentPosition(letter=text.letter, wording=read.text)
    wanted: dict[str, Any] = {
        "agenda_item": item,
        "kind": read.kind,
        "stance": read.stance or "",
        "amount_eur": read.amount_eur,
        "due_date": read.due_date,
        "due_as_written": (read.due or "")[:120],
        "rule": read.rule[:60],
        "confidence": read.confidence,
    }
    altered = old is None or any(getattr(old, name) != value for name, value in wanted.items())
    if altered:
        for name, value in wanted.items():
            setattr(position, name, value)
        position.save()
    altered = _set_quote(position, spot) or altered
    topics = suggester.suggest(read.text, read.agenda_item or "", item=item)
    return _set_topics(position, topics) or altered


def _set_quote(position: GovernmentPosition, spot: tuple[Paragraph, int, int]) -> bool:
    now = [(quote.paragraph_id, quote.start, quote.end) for quote in position.evidence.all()]
    if now == [(spot[0].pk, spot[1], spot[2])]:
        return False
    Evidence.objects.filter(position=position).delete()
    Evidence.objects.create(position=position, paragraph=spot[0], start=spot[1], end=spot[2])
    position.refresh_from_db()
    position.refresh_quotes_key()
    return True


def _set_topics(position: GovernmentPosition, topics: list[Topic]) -> bool:
    if set(position.topics.all()) == set(topics):
        return False
    position.topics.set(topics)
    return True


def _number(text: NewText) -> None:
    """Positions in the order of the letter; one without a quote stays behind those before it."""
    first: dict[int, Span] = {}
    for quote in Evidence.objects.filter(position__letter=text.letter).select_related("paragraph"):
        place = (quote.paragraph.order, quote.start)
        first[quote.position_id] = min(place, first.get(quote.position_id, place))
    rows = list(text.letter.positions.order_by("order", "pk"))
    placed = sorted(rows, key=lambda row: first.get(row.pk, (10**9, row.order)))
    for order, row in enumerate(placed, start=1):
        if row.order != order:
            GovernmentPosition.objects.filter(pk=row.pk).update(order=order)


def _counted(what: str, counts: Counter[str]) -> list[str]:
    words = {"new": "nieuw", "changed": "bijgewerkt", "gone": "vervallen"}
    told = [f"{counts[name]} {said}" for name, said in words.items() if counts[name]]
    return [f"{what}: {', '.join(told)}."] if told else []
