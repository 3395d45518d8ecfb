"""What the server lacks is told in words, with the time to try again; every other error stays an error."""

import errno
import sqlite3
import tempfile

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, InternalError, OperationalError, ProgrammingError
from django.test import override_settings
from django.urls import path
from psycopg_pool import PoolTimeout

from agenda_tracker import urls
from agenda_tracker.sqlite_file import ExistingFile
from agenda_tracker.temporary import NoFolder
from agenda_tracker.web import unavailable
from agenda_tracker.web.unavailable import WAITED, Lack, lack_behind

FULL = OSError(errno.ENOSPC, "No space left on device")
TOLD = {
    "database": OperationalError("server closed the connection unexpectedly"),
    "schijf": FULL,
    "geheugen": MemoryError(),
}


def failing(request, what):
    raise TOLD[what]


urlpatterns = [path("mis/<what>/", failing), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


def caused_by(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "lack"),
    [
        (OperationalError("database is locked"), Lack.DATABASE),
        (InterfaceError("connection already closed"), Lack.DATABASE),
        (OperationalError("database or disk is full"), Lack.SPACE),
        (caused_by(OperationalError("could not extend file"), psycopg.errors.DiskFull()), Lack.SPACE),
        (caused_by(InternalError("cannot execute INSERT"), psycopg.errors.ReadOnlySqlTransaction()), Lack.DATABASE),
        (InternalError("invalid page in block 0"), None),
        (FULL, Lack.SPACE),
        (OSError(errno.EROFS, "Read-only file system"), Lack.DISK),
        (OSError(errno.EIO, "Input/output error"), Lack.DISK),
        (OSError(errno.EMFILE, "Too many open files"), Lack.ROOM),
        (OSError(errno.ENFILE, "Too many open files in system"), Lack.ROOM),
        (NoFolder(errno.ENOENT, "No such file or directory"), Lack.FOLDER),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), None),
        (MemoryError(), Lack.MEMORY),
        (OSError(errno.EACCES, "Permission denied"), None),
        (ProgrammingError("column does not exist"), None),
        (RuntimeError("kapot"), None),
        (None, None),
    ],
)
def test_only_what_passes_is_a_lack(error, lack):
    assert lack_behind(error) is lack


@override_settings(ROOT_URLCONF="tests.web.test_unavailable")
@pytest.mark.parametrize(
    ("what", "heading", "again"),
    [
        ("database", "De gegevens zijn even niet bereikbaar", "30"),
        ("schijf", "De server heeft geen ruimte meer", "120"),
        ("geheugen", "Dit lukt nu niet", "30"),
    ],
)
@pytest.mark.django_db
def test_page_says_what_is_lacking_and_when_to_try_again(client, what, heading, again):
    client.raise_request_exception = False
    response = client.get(f"/mis/{what}/?q=a&b=%3Cscript%3E")
    text = response.content.decode()
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, again, "no-store")
    assert f"<h1>{heading}</h1>" in text
    assert f'<a href="/mis/{what}/?q=a&amp;b=%3Cscript%3E">probeer het over {again} seconden opnieuw</a>' in text
    assert "niet opgeslagen" not in text


@override_settings(ROOT_URLCONF="tests.web.test_unavailable")
@pytest.mark.django_db
def test_who_sent_a_form_hears_that_nothing_was_saved(client):
    client.raise_request_exception = False
    text = client.post("/mis/database/").content.decode()
    assert "Wat u zojuist verstuurde, is niet opgeslagen." in text


@pytest.mark.parametrize(("waited", "longest", "status"), [(2.9, 3, 200), (3.1, 3, 503), (99, 0, 200)])
@pytest.mark.django_db
def test_who_waited_too_long_hears_that_it_is_busy(client, settings, waited, longest, status):
    settings.LONGEST_WAIT = longest
    response = client.get("/over/", **{WAITED: waited})
    assert response.status_code == status
    assert ("<h1>Het is nu erg druk</h1>" in response.content.decode()) == (status == 503)


@override_settings(ROOT_URLCONF="tests.web.test_unavailable")
@pytest.mark.django_db
def test_after_waiting_in_vain_for_a_connection_nobody_waits_until_it_is_seen_again(client, monkeypatch):
    monkeypatch.setitem(TOLD, "database", caused_by(OperationalError("too late"), PoolTimeout("too late")))
    client.raise_request_exception = False
    try:
        assert [client.get(page).status_code for page in ("/over/", "/mis/database/", "/over/")] == [200, 503, 503]
        assert client.get("/healthz").status_code == 200
        assert client.get("/over/").status_code == 200
    finally:
        unavailable.database.seen()


@pytest.mark.django_db
def test_site_is_well_however_busy(client):
    assert client.get("/healthz", **{WAITED: 99.0}).content == b"ok"


@pytest.fixture
def no_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "weg"))


@pytest.mark.django_db
def test_temporary_folder_that_is_gone_is_told_to_who_asks_for_a_table(client, no_temporary_folder):
    client.raise_request_exception = False
    response = client.get("/standpunten/?format=xlsx")
    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert "De map voor tijdelijke bestanden ontbreekt of weigert" in response.content.decode()


@pytest.mark.django_db
def test_temporary_folder_that_is_gone_is_told_to_who_sends_a_large_file(admin_client, settings, no_temporary_folder):
    admin_client.raise_request_exception = False
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    letter = SimpleUploadedFile("brief.txt", b"Geachte voorzitter,")
    response = admin_client.post("/beheer/agenda_tracker/letter/inlezen/", {"letters": letter})
    text = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert "De map voor tijdelijke bestanden ontbreekt of weigert" in text
    assert "Wat u zojuist verstuurde, is niet opgeslagen." in text


def test_log_says_it_once_in_a_while_with_how_many_there_were(rf, caplog, monkeypatch):
    monkeypatch.setattr(unavailable, "_told", unavailable._Told())
    for _request in range(3):
        unavailable.unavailable(rf.get("/brieven/"), Lack.DATABASE, OperationalError("weg"))
    monkeypatch.setattr(unavailable, "QUIET", 0)
    unavailable._told.next.clear()
    unavailable.unavailable(rf.get("/"), Lack.DATABASE, OperationalError("nog weg"))
    assert [record.getMessage() for record in caplog.records] == [
        "503 (database) for /brieven/, and 0 before it: weg",
        "503 (database) for /, and 2 before it: nog weg",
    ]


def test_sqlite_file_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(sqlite3.OperationalError, match="unable to open database file"):
        sqlite3.connect(tmp_path / "weg.sqlite3", factory=ExistingFile)
    assert list(tmp_path.iterdir()) == []


def test_connection_kept_to_a_file_that_was_replaced_is_of_no_use(tmp_path):
    file = tmp_path / "site.sqlite3"
    file.touch()
    kept = sqlite3.connect(file, factory=ExistingFile)
    kept.cursor().execute("CREATE TABLE brief (pk)")
    file.rename(tmp_path / "elsewhere")
    file.touch()
    with pytest.raises(sqlite3.OperationalError, match="moved away or replaced"):
        kept.cursor()
    kept.close()
