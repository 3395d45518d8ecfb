"""Where a meeting is held."""

from datetime import date

import pytest

from agenda_tracker.letters.dates import find_dates
from agenda_tracker.letters.places import find_place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("van 9 juni 2022 in Luxemburg", ("Luxemburg", "")),
        ("van 9 juni 2022 te Nicosia, Cyprus", ("Nicosia", "Cyprus")),
        ("van 9 juni 2022 in Napels (Italië)", ("Napels", "Italië")),
        ("op 9 juni 2022 in Slowakije", ("", "Slowakije")),
        ("te Luxemburg op 2 december 2014", ("Luxemburg", "")),
        ("in Parijs op 7 november 2018", ("Parijs", "")),
        ("van 9 juni 2022 in Den Haag", ("Den Haag", "")),
        ("van 9 juni 2022 in New York over handel", ("New York", "")),
        ("op 9 juni a.s. in Brussel", ("Brussel", "")),
        ("van 9 juni 2022", ("", "")),
        ("van 9 juni 2022 in het kader van handel", ("", "")),
    ],
)
def test_place_next_to_a_date(text, place):
    span = find_dates(text, date(2022, 5, 1))[0]
    assert find_place(text, span.start, span.end) == place


@pytest.mark.parametrize(
    "text",
    ["die plaatsvindt in Brussel", "die in Brussel plaatsvindt", "wordt gehouden te Brussel", "in Brussel gehouden"],
)
def test_place_next_to_a_verb(text):
    assert find_place(text, -1, -1) == ("Brussel", "")
