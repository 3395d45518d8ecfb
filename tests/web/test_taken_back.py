"""What was public and was taken back says so, shows nothing of itself, and leads on."""

import pytest

from agenda_tracker.intake.acts import undo
from agenda_tracker.intake.decide import change_position, confirm, reject, reopen
from agenda_tracker.intake.publish import publish
from agenda_tracker.models import DeskAct, MinisterialMeeting
from tests import factories as make

pytestmark = pytest.mark.django_db
SECRET = "geheimewoorden"
POSITION, LETTER = "Dit standpunt is teruggenomen", "Deze brief is teruggenomen"


@pytest.fixture
def position():
    """In a letter that was published at the desk."""
    meeting = make.make_meeting()
    letter = make.make_letter("draft", meeting=meeting)
    position = make.make_position(letter, make.make_item(meeting), "Nederland steunt dit.")
    publish(letter)
    return position


@pytest.mark.parametrize("act", [reopen, reject])
def test_a_position_taken_back_says_so_and_leads_to_letter_and_meeting(client, position, act):
    act(position, None)
    change_position(position, None, wording=SECRET)

    answer = client.get(position.get_absolute_url())
    text, meeting = answer.content.decode(), MinisterialMeeting.objects.get()
    assert (answer.status_code, POSITION in text, SECRET in text) == (404, True, False)
    assert f'href="{position.letter.get_absolute_url()}"' in text
    assert f'href="{meeting.get_absolute_url()}"' in text
    told = client.get(f"/api/v1/positions/{position.pk}")
    assert (told.status_code, told.json()["detail"].startswith("Dit was openbaar")) == (404, True)


def test_a_letter_whose_publication_was_undone_says_so_without_its_words(client, position):
    letter = position.letter
    undo(DeskAct.objects.get(verb=DeskAct.Verb.PUBLISH), None)
    letter.refresh_from_db()
    letter.subject = SECRET
    make.saved(letter)

    for address, said in ((letter.get_absolute_url(), LETTER), (position.get_absolute_url(), POSITION)):
        answer = client.get(address)
        text = answer.content.decode()
        assert (answer.status_code, said in text, SECRET in text) == (404, True, False)
    told = client.get(f"/api/v1/letters/{letter.slug}")
    assert (told.status_code, told.json()["detail"].startswith("Dit was openbaar")) == (404, True)


def test_what_never_was_public_is_just_not_there(client, position):
    never = make.make_position(make.make_letter("draft"), review="suggested")
    for address in (never.get_absolute_url(), never.letter.get_absolute_url(), "/standpunten/999999/"):
        answer = client.get(address)
        assert (answer.status_code, "teruggenomen" in answer.content.decode()) == (404, False)


def test_what_comes_back_has_its_page_again(client, position):
    reopen(position, None)
    confirm(position, None)
    assert client.get(position.get_absolute_url()).status_code == 200
