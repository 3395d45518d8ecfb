"""Whole answers from memory: the same bytes for one query, new ones after every change, never more than the bound."""

import random
from io import BytesIO
from itertools import islice

import pytest
from django.db import OperationalError, connection
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test.utils import CaptureQueriesContext

from agenda_tracker.intake.publish import withdraw
from agenda_tracker.models import journalled
from agenda_tracker.web import answers as answers_module
from agenda_tracker.web.answers import BESIDE, LONG, Answers
from tests import factories as make

EXACTLY = "Nederland steunt de ruimtelift."


def still():
    return True


def answer(content="pagina", **headers):
    return HttpResponse(content, headers={"ETag": "W/1", **headers})


def test_answer_comes_back_with_its_headers():
    answers = Answers(1_000_000)
    answers.keep("a", answer(Vary="Cookie"), still)
    again = answers.get("a")
    assert (again.content, again["Vary"], again["ETag"]) == (b"pagina", "Cookie", "W/1")
    assert answers.get("b") is None


@pytest.mark.parametrize("is_refused", [False, True])
def test_long_answer_comes_back_whole_also_where_it_gets_no_pages_of_its_own(monkeypatch, is_refused):
    asked, made = [], answers_module.mmap.mmap

    def pages(*args, **named):
        asked.append(args)
        if is_refused:
            raise OSError("Cannot allocate memory")
        return made(*args, **named)

    monkeypatch.setattr(answers_module.mmap, "mmap", pages)
    answers, content = Answers(1_000_000), random.Random(1).randbytes(LONG)
    answers.keep("short", answer(content[1:]), still)
    assert asked == []
    answers.keep("long", answer(content), still)
    assert len(asked) == 1
    assert [answers.get(name).content for name in ("short", "long", "long")] == [content[1:], content, content]


def test_what_was_asked_longest_ago_goes_first():
    room_for_ten = Answers(10 * (BESIDE + 100))
    for number in range(10):
        room_for_ten.keep(f"{number}", answer("x" * 100), still)
    room_for_ten.get("0")
    room_for_ten.keep("new", answer("x" * 100), still)
    kept = [name for name in ("0", "1", "2", "new") if room_for_ten.get(name)]
    assert (kept, room_for_ten.size) == (["0", "2", "new"], 10 * (BESIDE + 100))


def test_same_answer_twice_takes_its_room_once():
    answers = Answers(1_000_000)
    for _time in range(3):
        answers.keep("a", answer("x" * 100), still)
    assert answers.size == BESIDE + 100


def test_what_gives_a_cookie_is_a_file_or_is_large_is_not_kept():
    answers = Answers(80_000)
    with_cookie = answer()
    with_cookie.set_cookie("csrftoken", "geheim")
    for name, one in [
        ("file", FileResponse(BytesIO(b"x"))),
        ("cookie", with_cookie),
        ("large", answer("x" * 9_000)),
    ]:
        answers.keep(name, one, still)
        one.getvalue()
        assert (name, answers.get(name)) == (name, None)


PIECES = [f"rij {number}; Nederland steunt dit.\n".encode() for number in range(5_000)]


def test_what_is_streamed_to_its_end_comes_back_packed_but_the_same():
    answers = Answers(1_000_000)
    first = StreamingHttpResponse(PIECES, headers={"ETag": "W/1"})
    answers.keep("a", first, still)
    assert answers.get("a") is None
    assert first.getvalue() == b"".join(PIECES)
    again = answers.get("a")
    assert (again.getvalue(), again["ETag"]) == (b"".join(PIECES), "W/1")
    assert answers.size < len(b"".join(PIECES)) / 4


@pytest.mark.django_db  # which an answer that ends looks at
@pytest.mark.parametrize(
    ("bound", "is_still", "taken"),
    [(1_000_000, False, None), (1_000_000, True, 3), (80_000, True, None)],
    ids=["something was published meanwhile", "the visitor went away", "too large"],
)
def test_what_is_streamed_is_not_kept_when(bound, is_still, taken):
    answers = Answers(bound)
    noise = [random.Random(number).randbytes(100) for number in range(200)]
    response = StreamingHttpResponse(noise)
    answers.keep("a", response, lambda: is_still)
    assert b"".join(islice(response, taken)) == b"".join(noise[:taken])
    response.close()
    assert (answers.get("a"), answers.size) == (None, 0)


def test_without_room_nothing_is_kept():
    answers = Answers(0)
    answers.keep("a", answer(), still)
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

    def test_second_table_costs_one_query_and_a_withdrawal_makes_it_new(self, client, position):
        address = "/standpunten/?format=csv"
        first = client.get(address)
        table = first.getvalue()
        with CaptureQueriesContext(connection) as asked:
            second = client.get(address)
            assert (second.getvalue(), dict(second.headers)) == (table, dict(first.headers))
        assert (len(asked), EXACTLY.encode() in table) == (1, True)
        withdraw(position.letter, "Per abuis.")
        assert EXACTLY.encode() not in client.get(address).getvalue()

    def test_table_during_which_something_changed_is_not_kept(self, client, position):
        address = "/standpunten/?format=csv"
        started = client.get(address)
        with journalled(position.letter):
            pass
        started.getvalue()
        with CaptureQueriesContext(connection) as asked:
            client.get(address).getvalue()
        assert len(asked) > 1

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


def test_a_table_that_went_out_whole_is_no_failure_when_the_database_went_away_meanwhile():
    def gone():
        raise OperationalError("the connection is closed")

    answers = Answers(1_000_000)
    table = StreamingHttpResponse(iter([b"a;b\n", b"1;2\n"]), headers={"ETag": "W/1"})
    answers.keep("table", table, gone)
    assert b"".join(table.streaming_content) == b"a;b\n1;2\n"
    assert answers.get("table") is None
