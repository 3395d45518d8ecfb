"""Fills the records with invented letters, batch by batch, and leaves the journal as if each had been published."""

import random
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from agenda_tracker.models import Letter

from .journal import Journal, begin
from .letters import NOTE, Letters
from .meetings import Calendar, make_meeting
from .rows import Rows
from .tables import finish, prepare
from .world import FIRST_DAY, LAST_DAY, World, noon

BATCH = 100
PER_MEETING = 1.8  # letters


class AlreadyThere(Exception):
    """The database holds invented letters; a second lot would meet on the same days."""


def make(letters: int, seed: int, told: Callable[[int], None] = lambda _done: None) -> Rows:
    """So many letters with all that hangs on them; `told` hears after each batch how many there are.

    The same seed and number give the same rows on both databases, as long as what was there before is the same.
    Raises AlreadyThere.
    """
    if Letter.objects.filter(text_note=NOTE).exists():
        raise AlreadyThere
    prepare()
    rows = Rows()
    world, journal = World(rows, random.Random(seed), letters), Journal(rows)  # noqa: S311
    begin(noon(FIRST_DAY - timedelta(days=60)))
    journal.became(noon(FIRST_DAY), "office_holder", [row["id"] for row in rows.holders.rows])
    journal.became(noon(FIRST_DAY), "series", [row["id"] for row in rows.series.rows])
    writer, calendar = Letters(world, journal), Calendar(world)
    while writer.count < letters:
        target = min(letters, writer.count + BATCH)
        while writer.count < target:
            _next_meeting(world, calendar, writer, letters)
        _store(rows, journal)
        told(writer.count)
    journal.release()
    _store(rows, journal)
    finish(rows.tables)
    return rows


def _next_meeting(world: World, calendar: Calendar, writer: Letters, letters: int) -> None:
    """Meetings follow one another evenly through thirty years."""
    span = (LAST_DAY - FIRST_DAY).days
    start = FIRST_DAY + timedelta(days=span * writer.count // letters)
    start -= timedelta(days=max(0, start.weekday() - 4))  # not in a weekend
    body = calendar.body_on(start)
    writer.journal.release(noon(start - timedelta(days=30)))
    meeting = make_meeting(world, body, start)
    if meeting.released:
        writer.journal.once(noon(start - timedelta(days=20)), "meeting", [meeting.pk])
    writer.about(meeting, letters - writer.count)
    writer.journal.meeting_is_done()


def _store(rows: Rows, journal: Journal) -> None:
    with transaction.atomic():
        rows.flush()
        journal.keep_head()
