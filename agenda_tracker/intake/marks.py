"""The dates in a text, for who reads along with a marker."""

from agenda_tracker.letters.dates import find_dates


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where a text names a day or a range of days; characters from start up to end."""
    return [(span.start, span.end) for span in find_dates(text)]
