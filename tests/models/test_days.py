"""Days that a clerk writes: of a year that can be meant."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from agenda_tracker.models.dates import in_these_years
from tests import factories as make

WRITTEN = [
    field
    for model in apps.get_app_config("agenda_tracker").get_models()
    for field in model._meta.local_fields
    if type(field) is models.DateField and field.editable and not model.__name__.startswith("Historical")
]
# Nobody writes these: the day of a search, and what a publisher says of a document.
BY_MACHINE = {"MissedSearch", "OfficialFind"}


def test_every_day_that_is_written_at_the_desk_is_looked_at():
    unchecked = {field.model.__name__ for field in WRITTEN if in_these_years not in field.validators}
    assert unchecked <= BY_MACHINE, unchecked


@pytest.mark.parametrize("day", [date(24, 10, 17), date(1824, 10, 17), date(2101, 1, 1), date(2924, 10, 17)])
def test_a_slip_of_the_pen_is_told(db, day):
    meeting = make.make_meeting()
    meeting.start_date = meeting.end_date = day
    with pytest.raises(ValidationError) as refused:
        meeting.full_clean()
    said = f"Het jaar {day.year} kan niet kloppen. Schrijf een jaar van 1945 tot en met 2100."
    assert refused.value.message_dict == {"start_date": [said], "end_date": [said]}


@pytest.mark.parametrize("day", [date(1945, 1, 1), date(2024, 10, 17), date(2100, 12, 31)])
def test_every_other_day_stands(day):
    in_these_years(day)
