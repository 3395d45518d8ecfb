"""The database's knowledge of its own tables, by which it plans queries."""

import logging

from django.db import DatabaseError, connection

from agenda_tracker.models import Paragraph

logger = logging.getLogger(__name__)
# The rows are counted anew once there are so many times as many as at the last count.
OUTGROWN = 2


def refresh_statistics() -> None:
    """Count anew after many rows came in at once: SQLite never does so itself, PostgreSQL only after a while.

    Until then a selection with many filters can take minutes instead of milliseconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def refresh_when_outgrown() -> None:
    """`refresh_statistics` when SQLite last counted far fewer rows than letters at the desk have brought in since.

    A database that was counted while it was nearly empty makes seconds of a page that takes milliseconds.
    """
    if connection.vendor != "sqlite" or Paragraph.objects.count() <= OUTGROWN * _counted():
        return
    try:
        refresh_statistics()
    except DatabaseError as error:  # somebody else writes: the next letter tries again
        logger.warning("the rows of the database could not be counted anew: %s", error)


def _counted() -> int:
    """Paragraphs there were when SQLite last counted, 0 when it never did."""
    if "sqlite_stat1" not in connection.introspection.table_names():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [Paragraph._meta.db_table])
        row = cursor.fetchone()
    return int(row[0].split()[0]) if row else 0
