"""Reference data and the example letter: complete, loaded once, never overwriting a clerk."""

import datetime
import io
import json
import re

import pytest
from django.conf import settings
from django.core.management import call_command

from agenda_tracker.models import (
    Formation,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    MinisterialMeeting,
    Ministry,
    Office,
    Topic,
)
from tests.basis import put_basis
from tests.shared import shared

pytestmark = pytest.mark.django_db
FIXTURES = settings.BASE_DIR / "fixtures"


def load() -> str:
    out = io.StringIO()
    call_command("load_fixtures", stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def loaded():
    """After a first run; what that makes is put in its place, because making it takes a second."""
    put_basis()


def test_first_run_fills_and_second_run_finds_everything():
    assert load().startswith("Aangevuld: ")
    assert load() == "Alle basisgegevens waren er al."


def test_second_run_is_a_handful_of_queries(django_assert_max_num_queries):
    load()
    with django_assert_max_num_queries(30):
        load()


def test_clerks_edits_stay(loaded):
    Formation.objects.filter(slug="navo-dmm").update(name="Door de griffie hernoemd")
    Topic.objects.filter(slug="defensie").update(keywords="")
    Letter.objects.update(subject="Door de griffie verbeterd")
    load()
    assert Formation.objects.get(slug="navo-dmm").name == "Door de griffie hernoemd"
    assert Letter.objects.get().subject == "Door de griffie verbeterd"


def test_example_letter_is_public_with_all_it_says(loaded):
    letter = Letter.objects.public().get()
    assert letter.meetings.get().slug == "2024-10-17-navo-dmm"
    assert letter.positions.public().count() == 19
    assert letter.positions.public().filter(topics__isnull=True).count() == 0
    references = KamerstukReference.objects.public().order_by("pk")
    assert [found.kamerstuk.normal_form for found in references] == ["28676-464", "31125-130"]
    assert [signatory.office.slug for signatory in letter.signatories.all()] == ["minister-van-defensie"]


def test_calendar_meetings_are_public_without_a_letter(loaded):
    rows = json.loads((FIXTURES / "calendar.json").read_text(encoding="utf-8"))
    assert MinisterialMeeting.objects.public().count() == len(rows) + 1


def test_council_formations_and_nato_bodies_are_there(loaded):
    abbreviations = set(Formation.objects.values_list("abbreviation", flat=True))
    assert {"RAZ", "RBZ", "Ecofin", "JBZ", "DMM", "FMM", "UDCG"} <= abbreviations
    assert Formation.objects.filter(organisation="eu").count() >= 12


def test_every_office_has_a_ministry_and_holders_fit(loaded):
    assert Office.objects.filter(ministry=None).count() == 0
    assert Office.objects.get(slug="minister-van-defensie").holders.filter(name="Ruben Brekelmans").exists()


def test_no_sentence_of_the_real_letter_is_in_the_fixtures():
    """Facts and own words only: no run of ten words of the letter's body stands in the example."""
    real = words((shared("letters/2024-10-03-geannoteerde-agenda-navo-dmm.txt")).read_text(encoding="utf-8"))
    runs = {" ".join(real[place : place + 10]) for place in range(len(real) - 9)}
    row = json.loads((FIXTURES / "letters" / "navo-dmm-2024-10.json").read_text(encoding="utf-8"))
    own = words(json.dumps([row["sections"], row["footnotes"], row["positions"]], ensure_ascii=False))
    copied = [run for run in (" ".join(own[place : place + 10]) for place in range(len(own) - 9)) if run in runs]
    assert copied == []


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_example_positions_have_a_wording_and_no_pretended_quote(loaded):
    assert GovernmentPosition.objects.filter(evidence__isnull=False).count() == 0


@pytest.mark.parametrize("model", [Formation, Ministry, Office, Topic])
def test_record_that_got_another_address_is_not_made_again(model, loaded):
    count, record = model.objects.count(), model.objects.order_by("pk")[0]
    record.slug = "door-de-griffie-verplaatst"
    record.save()
    assert load() == "Alle basisgegevens waren er al."
    assert model.objects.count() == count


def test_meeting_moved_to_another_day_is_not_made_again(loaded):
    count, meeting = MinisterialMeeting.objects.count(), MinisterialMeeting.objects.filter(released=True)[0]
    meeting.start_date -= datetime.timedelta(days=1)
    meeting.save()
    load()
    assert MinisterialMeeting.objects.count() == count
