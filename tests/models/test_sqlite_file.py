"""Cursors of SQLite that know the statements they were given before."""

import sqlite3

from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from agenda_tracker.sqlite_file import LONGEST, ExistingFile, knowing


def test_statements_mean_what_they_mean_to_djangos_cursor():
    connection = sqlite3.connect(":memory:", factory=ExistingFile)
    cursor = connection.cursor(factory=SQLiteCursorWrapper)
    assert type(cursor) is knowing(SQLiteCursorWrapper)
    for _again in range(2):
        assert cursor.execute("SELECT %s, '100%%', %s", ["x", 2]).fetchone() == ("x", "100%", 2)
        assert cursor.execute("SELECT %(one)s", {"one": 3}).fetchone() == (3,)
        assert cursor.execute("SELECT 4").fetchone() == (4,)
    long = f"SELECT {', '.join(['%s'] * 500)}{' ' * LONGEST}"
    assert cursor.execute(long, range(500)).fetchone() == tuple(range(500))
    connection.close()
