"""What every test gets: plain static files, an own folder for uploads, and a browser on request."""

import gc
import os
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import override_settings

from tests.run import FULL

pytest_plugins = ["tests.browser"]

PLAIN_STATIC = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture(scope="session", autouse=True)
def plain_static_files():
    """Static files as they lie in the project, looked for when asked: no test needs collectstatic.

    For the whole session, because the live server of the browser tests starts before any test's own settings.
    """
    with override_settings(STORAGES={**django_settings.STORAGES, **PLAIN_STATIC}, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session", autouse=True)
def rare_searches_for_rubbish():
    """Of the hundred thousands of objects of code and of tests none will be rubbish: they are not looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """A password is hashed in a microsecond instead of a fifth of a second: it guards nothing here."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_flush():
    """After a test without a transaction PostgreSQL deletes its few rows, sooner than it makes every table and index anew."""
    operations = type(connection.ops)
    flush = operations.sql_flush

    def delete(self, style, tables, *, reset_sequences=False, **others):
        if reset_sequences:
            return flush(self, style, tables, reset_sequences=True, **others)
        return [f"DELETE FROM {self.quote_name(table)};" for table in tables]

    if connection.vendor != "postgresql":
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", delete)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """SQLite need not wait for the disk in a database that is thrown away; whether it survives a kill, the drills try.

    A pool that a test without database made before would lead all later tests to the database that is not thrown away.
    """
    if connection.vendor == "postgresql":
        connection.close_pool()
    options = django_settings.DATABASES["default"]["OPTIONS"]
    if "init_command" in options:
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(autouse=True)
def no_search_index(settings):
    """The database answers, unless a test asks for an index of its own."""
    settings.SEARCH_DIR = None


@pytest.fixture
def search_index(settings, tmp_path, monkeypatch, db):
    """An index of this test's own. Built when first asked, and up to date although the test is one transaction.

    Records made by the factories write no journal: call the fixture to build anew after making some.
    """
    from agenda_tracker.models import JournalHead
    from agenda_tracker.search import catch_up

    settings.SEARCH_DIR = tmp_path / "search"
    monkeypatch.setattr(catch_up, "may_write", lambda: True)
    JournalHead.objects.get_or_create(pk=1)
    return catch_up.rebuild


@pytest.fixture
def settled(monkeypatch, db):
    """As on a site at rest, what many pages share is worked out once for each head of the journal.

    Call it when the factories are done: they write no journal, and all of a test is one transaction.
    """
    from agenda_tracker.models import JournalHead
    from agenda_tracker.search import kept

    def settle():
        monkeypatch.setattr(kept, "connection", SimpleNamespace(in_atomic_block=False))
        head, _made = JournalHead.objects.get_or_create(pk=1)
        JournalHead.objects.update(number=head.number or 1, site=uuid4())

    return settle


@pytest.fixture
def forgetting():
    """What the factories make has no history: for tests of pages that show none."""
    from tests import factories

    with factories.forgetting():
        yield


@pytest.fixture(scope="session")
def reading_process():
    from agenda_tracker.letters.apart import Reader

    with Reader() as reader:
        yield reader


@pytest.fixture
def one_reader(reading_process, monkeypatch):
    """A file is read in a fork of one process, as an import does, instead of in a process that starts for it alone."""
    monkeypatch.setattr("agenda_tracker.intake.receive.read_apart", reading_process.read)
    return reading_process


@pytest.fixture(autouse=True)
def own_uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"


def pytest_xdist_auto_num_workers(config):
    """One more than there are processors: a third of the time is spent waiting for browsers, servers and clocks."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(config, items):
    """Leave out what only the drills look at, and what is about the other database."""
    others = [item for item in items if not _is_for_this_run(item)]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in others]


def _is_for_this_run(item):
    drill, database = item.get_closest_marker("drill"), item.get_closest_marker("only_on")
    return (FULL or drill is None) and (database is None or database.args == (connection.vendor,))


def pytest_terminal_summary(terminalreporter):
    """What tests measured (`record_property("measured", …)`), one line each; from every process of the run."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)]
    lines = {value for report in reports for name, value in report.user_properties if name == "measured"}
    if lines:
        terminalreporter.section("measured")
        for line in sorted(lines):
            terminalreporter.line(line)
