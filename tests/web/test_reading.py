"""Which database answers: the rules by themselves. `tests/drills/test_replica.py` tries them on two real servers."""

import logging
from functools import partial
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from agenda_tracker.models import Head, Letter, MissedSearch, PublicChange, journalled, read_head
from agenda_tracker.models.reading import (
    PRIMARY,
    REPLICA,
    ReadingRouter,
    place,
    primary_answers,
    read_on_at_primary,
    reading_from,
)
from agenda_tracker.search import catch_up
from agenda_tracker.search.index import folder_of
from agenda_tracker.web import reading
from agenda_tracker.web.reading import Gone, ReadFromReplica, Watch, reads_in_public
from tests import factories as make

OLD, NEW = Head("site", 7, "2026-11-28T10:00:00+00:00"), Head("site", 8, "2026-11-28T11:00:00+00:00")


@pytest.fixture(autouse=True)
def primary_is_well():
    yield
    primary_answers(True)


@pytest.fixture
def heads(monkeypatch):
    """What each database has of the journal; an exception when it does not answer."""
    found = {PRIMARY: OLD, REPLICA: OLD}

    def told() -> Head | None:
        head = found[place()]
        if isinstance(head, Exception):
            raise head
        return head

    monkeypatch.setattr(reading, "read_head", told)
    return found


def test_only_rows_of_the_site_are_read_at_the_replica():
    router = ReadingRouter()
    session = SimpleNamespace(_meta=SimpleNamespace(app_label="sessions", model_name="session"))
    assert router.db_for_read(Letter) == PRIMARY
    with reading_from(REPLICA):
        assert [router.db_for_read(model) for model in (Letter, PublicChange)] == [REPLICA, REPLICA]
        assert [router.db_for_read(model) for model in (MissedSearch, session)] == [PRIMARY, PRIMARY]
        assert router.db_for_write(Letter) == PRIMARY
    assert [router.allow_migrate(alias, "agenda_tracker") for alias in (PRIMARY, REPLICA)] == [True, False]


@pytest.mark.parametrize(
    ("method", "path", "cookies", "expected"),
    [
        ("GET", "/brieven/", {}, True),
        ("HEAD", "/", {}, True),
        ("GET", "/healthz", {}, True),
        ("POST", "/zoeken/tekst/", {}, False),
        ("GET", "/brieven/", {"sessionid": "x"}, False),
        ("GET", "/beheer/", {}, False),
        ("GET", "/voorvertoning/brieven/1/", {}, False),
    ],
)
def test_only_what_anybody_may_read_is_read_there(method, path, cookies, expected):
    request = RequestFactory().generic(method, path)
    request.COOKIES.update(cookies)
    assert reads_in_public(request) is expected


@pytest.mark.parametrize(
    ("replica", "primary", "may"),
    [
        (OLD, OLD, True),
        (None, None, True),
        (OLD, NEW, False),
        (NEW, OLD, False),  # a replica of what the database was before it was restored
        (OperationalError(), OLD, False),
        (OLD, OperationalError(), True),
        (OperationalError(), OperationalError(), False),
    ],
)
def test_replica_answers_when_it_is_as_far_as_the_primary_or_when_that_is_gone(heads, replica, primary, may):
    heads.update({REPLICA: replica, PRIMARY: primary})
    assert Watch().may_read() is may


def test_replica_does_not_stand_in_without_what_was_seen_already(heads):
    watch = Watch()
    heads[PRIMARY] = NEW
    assert watch.may_read() is False
    heads[PRIMARY] = OperationalError()
    assert (watch.may_read(), watch.may_read()) == (False, False)
    heads[REPLICA] = NEW
    assert watch.may_read() is True


def test_database_that_failed_is_left_alone_for_a_while_and_tried_by_a_thread(heads, monkeypatch, caplog):
    watch = Watch()
    heads[REPLICA] = OperationalError("weg")
    assert watch.may_read() is False
    heads[REPLICA] = OLD
    with pytest.raises(Gone):
        watch.replica.head()
    monkeypatch.setattr(reading.threading, "Thread", lambda target, **named: SimpleNamespace(start=target))
    monkeypatch.setattr(reading.connections, "close_all", lambda: None)
    watch.replica.until = 0
    assert (watch.may_read(), watch.may_read()) == (False, True)
    assert caplog.messages == ["the replica does not answer: weg", "the replica answers again"]


def test_replica_that_stays_behind_is_told_once(heads, monkeypatch, caplog):
    clock = iter([100.0, 102.0, 106.0, 107.0])
    monkeypatch.setattr(reading, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    watch = Watch()
    heads[PRIMARY] = NEW
    for _request in range(4):
        watch.may_read()
    heads[REPLICA] = NEW
    assert watch.may_read() is True
    assert caplog.record_tuples == [
        ("agenda_tracker.web.reading", logging.WARNING, "the replica is behind for 6 seconds; the primary answers"),
        ("agenda_tracker.web.reading", logging.WARNING, "the replica has caught up"),
    ]


class Site:
    """The middleware, and a view that tells where it reads; the first `failures` times at the replica it fails."""

    def __init__(self, monkeypatch, failures=0, error=OperationalError):
        monkeypatch.setattr(
            reading, "settings", SimpleNamespace(DATABASES={REPLICA: {}}, SESSION_COOKIE_NAME="sessionid")
        )
        self.failures, self.error = failures, error
        self.middleware = ReadFromReplica(self.view)

    def view(self, request):
        if place() == REPLICA and self.failures:
            self.failures -= 1
            error = self.error()
            answer = self.middleware.process_exception(request, error)
            if answer is None:
                raise error
            return answer
        if request.path == "/tabel/":
            return StreamingHttpResponse(place() for _row in range(2))
        return HttpResponse(place())

    def get(self, path="/"):
        return self.middleware(RequestFactory().get(path)).getvalue().decode()


def test_middleware_is_unused_without_a_replica():
    assert REPLICA not in django_settings.DATABASES
    with pytest.raises(MiddlewareNotUsed):
        ReadFromReplica(lambda request: HttpResponse())


def test_table_is_read_to_its_end_where_it_began(heads, monkeypatch):
    site = Site(monkeypatch)
    assert (site.get(), site.get("/tabel/"), place()) == (REPLICA, REPLICA * 2, PRIMARY)


def test_request_begins_again_at_the_primary_when_the_replica_fails_halfway(heads, monkeypatch):
    site = Site(monkeypatch, failures=1)
    assert (site.get(), site.middleware.watch.replica.is_well, place()) == (PRIMARY, False, PRIMARY)


def test_other_errors_and_what_took_too_long_are_not_asked_again(heads, monkeypatch):
    def took_too_long():
        error = OperationalError()
        error.__cause__ = SimpleError()
        return error

    class SimpleError(Exception):
        sqlstate = "57014"

    for error in (ValueError, took_too_long):
        site = Site(monkeypatch, failures=1, error=error)
        with pytest.raises((ValueError, OperationalError)):
            site.get()
        assert (site.middleware.watch.replica.is_well, place()) == (True, PRIMARY)


@pytest.fixture
def behind(search_index, settings):
    """The head that a replica gave, and what the index answers to it, which has gone further meanwhile."""
    position = make.make_position()
    with journalled(position.letter):
        pass
    head = read_head()
    with journalled(position.letter):
        pass
    search_index()
    return partial(catch_up._reach, folder_of(settings.SEARCH_DIR, head), head)


@pytest.mark.django_db
def test_index_that_is_ahead_of_a_replica_sends_the_request_to_the_primary_and_is_not_built_anew(behind, monkeypatch):
    whole = catch_up.current()
    monkeypatch.setattr(catch_up, "rebuild", lambda: pytest.fail("the index was built anew"))
    with reading_from(REPLICA):
        assert (behind().state, place()) == (whole.state, PRIMARY)


@pytest.mark.django_db
def test_replica_that_stands_in_uses_the_index_as_it_is_or_none(behind):
    whole = catch_up.current()
    primary_answers(False)
    with reading_from(REPLICA):
        assert (catch_up.current().state, place()) == (whole.state, REPLICA)
        assert (behind(), place(), read_on_at_primary()) == (None, REPLICA, False)
