"""Searches that found nothing: kept only when switched on, once per text and day, and never at a search's cost."""

import time
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from agenda_tracker.models import MissedSearch
from agenda_tracker.models.missed_search import MissedSearchQuerySet
from agenda_tracker.search import misses
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings):
    settings.KEEP_MISSED_SEARCHES = True


def texts():
    return list(MissedSearch.objects.values_list("text", flat=True))


def on_days(text, *days):
    MissedSearch.objects.bulk_create(MissedSearch(text=text, day=day) for day in days)


def test_nothing_is_kept_unless_the_operator_switched_it_on(client):
    client.get("/zoeken/", {"q": "waterschapsbelasting"})
    assert texts() == []


def test_words_that_find_nothing_are_kept_folded_with_the_day_and_nothing_else(client, kept):
    answer = client.get("/zoeken/", {"q": "  Oekraïne   ÉÉN "})
    assert (answer.status_code, answer["Location"]) == (302, "/standpunten/?q=Oekra%C3%AFne+%C3%89%C3%89N")
    assert list(MissedSearch.objects.values_list("text", "day")) == [("oekraine een", timezone.localdate())]
    assert [field.name for field in MissedSearch._meta.get_fields()] == ["id", "text", "day"]


def test_a_text_is_kept_once_a_day(client, kept):
    for spelling in ("drones", "Drones", "DRONES "):
        client.get("/zoeken/", {"q": spelling})
    assert texts() == ["drones"]


def test_words_that_find_something_public_are_no_miss(client, kept):
    make.make_position(text="Nederland steunt drones.")
    client.get("/zoeken/", {"q": "drones"})
    assert texts() == []


def test_words_that_only_a_draft_has_are_a_miss(client, kept):
    make.make_position(make.make_letter("draft"), text="Nederland steunt drones.")
    client.get("/zoeken/", {"q": "drones"})
    assert texts() == ["drones"]


def test_a_well_formed_number_that_is_not_here_is_a_miss_in_one_spelling(client, kept):
    for spelling in ("28676-999", "Kamerstuk 28 676, nr. 999", "kst-28676-999"):
        assert client.get("/zoeken/", {"q": spelling}, follow=True).status_code == 404
    assert texts() == ["28 676, nr. 999"]


def test_a_number_that_is_here_is_no_miss(client, kept):
    make.make_kamerstuk("28676-464", letter=make.make_letter())
    client.get("/zoeken/", {"q": "28676-464"})
    client.get("/zoeken/", {"q": "28676, nrs. 464 en 465"})
    assert texts() == []


def test_several_numbers_of_which_none_is_here_are_one_miss(client, kept):
    client.get("/zoeken/", {"q": "28676, nrs. 464 en 465"})
    assert texts() == ["28 676, nr. 464; 28 676, nr. 465"]


def test_a_number_sought_as_words_is_kept_as_words(client, kept):
    client.get("/zoeken/?q=28676-999&woorden=1")
    assert texts() == ["28676-999"]


@pytest.mark.parametrize(
    "typed", ["", "   ", "2867-464", "28676-0", "x" * 201, "a\x00b", "´", " ".join("abcdefghijklmnopqrstu")]
)
def test_malformed_empty_and_endless_questions_are_no_misses(client, kept, typed):
    client.get("/zoeken/", {"q": typed})
    assert texts() == []


def test_a_text_that_grows_beyond_the_bound_when_folded_is_let_go(client, kept):
    assert client.get("/zoeken/", {"q": "ﷺ" * 30}).status_code == 302
    assert texts() == []


def test_no_more_are_kept_on_a_day_than_the_bound(client, kept, monkeypatch):
    monkeypatch.setattr(misses, "MOST_A_DAY", 2)
    on_days("gisteren", timezone.localdate() - timedelta(days=1))
    for word in ("aap", "noot", "mies"):
        client.get("/zoeken/", {"q": word})
    assert sorted(texts()) == ["aap", "gisteren", "noot"]


def test_rows_older_than_180_days_go_when_a_new_one_comes(client, kept):
    today = timezone.localdate()
    on_days("oud", today - timedelta(days=181))
    on_days("net niet", today - timedelta(days=180))
    client.get("/zoeken/", {"q": "nieuw"})
    assert sorted(texts()) == ["net niet", "nieuw"]


def test_a_failed_write_is_logged_without_the_text_and_breaks_no_search(client, kept, monkeypatch, caplog):
    def refuse(rows, today):
        raise DatabaseError("disk full while writing geheim")

    monkeypatch.setattr(MissedSearchQuerySet, "too_old", refuse)
    answer = client.get("/zoeken/", {"q": "geheim"})
    assert (answer.status_code, answer["Location"]) == (302, "/standpunten/?q=geheim")
    assert [record.getMessage() for record in caplog.records] == ["a search without result was not kept: DatabaseError"]


def test_a_malformed_search_asks_the_database_nothing_of_its_own(client, kept, django_assert_num_queries):
    with django_assert_num_queries(2):  # the head of the journal, and "bijgewerkt tot en met"
        client.get("/zoeken/", {"q": "2867-464"})


@pytest.mark.django_db(transaction=True)
def test_a_busy_database_keeps_no_visitor_waiting(client, kept):
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        row = ["drones", timezone.localdate()]
        cursor.execute("INSERT INTO agenda_tracker_missedsearch (text, day) VALUES (%s, %s)", row)
    started = time.monotonic()
    answer = client.get("/zoeken/", {"q": "drones"})
    waited = time.monotonic() - started
    other.rollback()
    other.close()
    assert answer.status_code == 302
    assert 0.2 < waited < 5
    assert texts() == []
    client.get("/zoeken/", {"q": "drones"})
    assert texts() == ["drones"]


def test_the_database_itself_refuses_a_second_row_of_a_day():
    day = date(2024, 10, 3)
    on_days("drones", day)
    with pytest.raises(IntegrityError), transaction.atomic():
        on_days("drones", day)


def test_wanted_are_texts_of_three_different_days_the_most_frequent_first():
    today = date(2024, 10, 3)
    days = [today - timedelta(days=number) for number in range(200)]
    on_days("vaak", *days[:5])
    on_days("twee dagen", *days[:2])
    on_days("drie dagen", *days[:3])
    on_days("ook drie, later niet meer", *days[10:13])
    on_days("te oud", *days[181:190])
    assert list(MissedSearch.objects.wanted(today)) == [
        {"text": "vaak", "days": 5, "last": today},
        {"text": "drie dagen", "days": 3, "last": today},
        {"text": "ook drie, later niet meer", "days": 3, "last": days[10]},
    ]


def test_visitors_are_told_on_the_page_about_privacy(client, settings):
    assert "Deze site bewaart niet waarop u zoekt." in client.get("/privacy/").content.decode()
    settings.KEEP_MISSED_SEARCHES = True
    told = client.get("/privacy/").content.decode()
    assert "dan bewaren we alleen de gezochte woorden en de dag" in told
    assert "bewaart niet waarop u zoekt" not in told
