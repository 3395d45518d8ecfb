"""Keeping what was searched in vain, for the clerks; whatever happens here, the search goes on."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from agenda_tracker.models import GovernmentPosition, MissedSearch
from agenda_tracker.models.fields import fold

from .lists import PositionFilter
from .question import Question, look_up

MOST_A_DAY = 10_000
LONGEST_KEPT = 200
MOST_NUMBERS = 60
# How long a visitor may be kept waiting for another writer, in milliseconds.
PATIENCE = 250

logger = logging.getLogger(__name__)


def keep_missed_words(question: Question) -> None:
    """Keep the words when no position has them."""
    _keep(_words_missed(question), timezone.localdate())


def keep_missed_numbers(question: Question) -> None:
    """Keep well-formed numbers when none of them is known here; what is malformed has none."""
    _keep(_numbers_missed(question), timezone.localdate())


def _words_missed(question: Question) -> str:
    """The folded words when no position has them; "" when one has, or when they cannot be sought."""
    selection = PositionFilter({"q": question.text}, queryset=GovernmentPosition.objects.public())
    found = bool(selection.problems) or selection.cut().count > 0
    return "" if found else fold(question.text)


def _numbers_missed(question: Question) -> str:
    """The numbers in the site's own spelling, so that all spellings count as one; "" when one of them is here."""
    if any(target.record for target in look_up(question.references[:MOST_NUMBERS])):
        return ""
    return fold("; ".join(dict.fromkeys(reference.display for reference in question.references)))


def _keep(text: str, today: date) -> None:
    """A row for this text and day. What fails is logged without the text, and the search goes on."""
    if not 0 < len(text) <= LONGEST_KEPT:
        return
    rows = MissedSearch.objects.filter(day=today)
    try:
        if rows.filter(text=text).exists() or rows.count() >= MOST_A_DAY:
            return
        with _brief_transaction():
            MissedSearch.objects.too_old(today).delete()
            MissedSearch.objects.bulk_create([MissedSearch(text=text, day=today)], ignore_conflicts=True)
    except DatabaseError as failure:
        logger.warning("a search without result was not kept: %s", type(failure).__name__)


@contextmanager
def _brief_transaction() -> Iterator[None]:
    """A transaction that gives up soon when another writer is in its way: a visitor should not wait as a clerk would."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            with transaction.atomic():
                cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
                yield
            return
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            with transaction.atomic():
                yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
