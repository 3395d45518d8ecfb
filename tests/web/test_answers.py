"""Whole answers from memory: the same bytes for one query, new ones after every change, never more than the bound."""

import pytest
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test.utils import CaptureQueriesContext

from agenda_tracker.intake.publish import withdraw
from agenda_tracker.models import journalled
from agenda_tracker.web.answers import BESIDE, Answers
from tests import factories as make

EXACTLY = "Nederland steunt de ruimtelift."


def answer(content="pagina", **headers):
    return HttpResponse(content, headers={"ETag": "W/1", **headers})


def test_answer_comes_back_with_its_headers():
    answers = Answers(1_000_000)
    answers.keep("a", answer(Vary="Cookie"))
    again = answers.get("a")
    assert (again.content, again["Vary"], again["ETag"]) == (b"pagina", "Cookie", "W/1")
    assert answers.get("b") is None


def test_what_was_asked_longest_ago_goes_first():
    room_for_ten = Answers(10 * (BESIDE + 100))
    for number in range(10):
        room_for_ten.keep(f"{number}", answer("x" * 100))
    room_for_ten.get("0")
    room_for_ten.keep("new", answer("x" * 100))
    kept = [name for name in ("0", "1", "2", "new") if room_for_ten.get(name)]
    assert (kept, room_for_ten.size) == (["0", "2", "new"], 10 * (BESIDE + 100))


def test_same_answer_twice_takes_its_room_once():
    answers = Answers(1_000_000)
    for _time in range(3):
        answers.keep("a", answer("x" * 100))
    assert answers.size == BESIDE + 100


def test_what_is_streamed_gives_a_cookie_or_is_large_is_not_kept():
    answers = Answers(80_000)
    with_cookie = answer()
    with_cookie.set_cookie("csrftoken", "geheim")
    for name, one in [
        ("stream", StreamingHttpResponse(["x"])),
        ("cookie", with_cookie),
        ("large", answer("x" * 9_000)),
    ]:
        answers.keep(name, one)
        assert (name, answers.get(name)) == (name, None)


def test_without_room_nothing_is_kept():
    answers = Answers(0)
    answers.keep("a", answer())
    assert answers.get("a") is None


@pytest.mark.django_db(transaction=True)
class TestOnTheSite:
    """In real transactions: inside one, nothing is kept."""

    @pytest.fixture
    def position(self):
        position = make.make_position(text=EXACTLY)
        with journalled(position.letter):
            pass
        return position

    def queries(self, client, address):
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        return response, len(asked)

    def test_second_visitor_costs_one_query_and_gets_the_same(self, client, position):
        first, _many = self.queries(client, "/standpunten/")
        second, few = self.queries(client, "/standpunten/")
        assert EXACTLY in second.content.decode()
        assert (second.content, dict(second.headers), few) == (first.content, dict(first.headers), 1)

    def test_withdrawn_letter_is_gone_at_once(self, client, position):
        address = position.get_absolute_url()
        assert client.get(address).status_code == client.get(address).status_code == 200
        withdraw(position.letter, "Per abuis.")
        assert client.get(address).status_code == 410
        assert EXACTLY not in client.get("/standpunten/").content.decode()

    def test_who_has_a_session_gets_a_page_of_their_own(self, client, position, admin_user):
        client.get("/standpunten/")
        client.force_login(admin_user)
        _response, count = self.queries(client, "/standpunten/")
        assert count > 1
