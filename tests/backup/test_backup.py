"""A back-up is made while others write, and put back elsewhere: the same rows, the same files, as of one moment."""

import io
import json
import resource
import shutil
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from agenda_tracker.backup import archive, postgresql
from agenda_tracker.intake.receive import store
from agenda_tracker.models import Letter, LetterSource, journalled
from tests.basis import put_basis

from .sites import Site, another_site, this_site

pytestmark = pytest.mark.django_db(transaction=True)
# What the writer of the test adds rows to, and what it alters.
GROWS = {"agenda_tracker_lettersource", "agenda_tracker_publicchange", "agenda_tracker_historicalletter",
         "agenda_tracker_historicallettersource", "agenda_tracker_historicalletter_dossiers"}  # fmt: skip
ALTERS = {"agenda_tracker_letter", "agenda_tracker_journalhead", "sqlite_sequence"}


@pytest.fixture
def site(settings) -> Site:
    settings.DATA_DIR = Path(settings.MEDIA_ROOT).parent
    put_basis()
    for number in range(3):
        store(f"Brief {number}".encode(), f"brief-{number}.txt")
    return this_site()


@contextmanager
def a_clerk_at_work() -> Iterator[Callable[[], int]]:
    """Receives files and corrects a letter, again and again, in a thread; gives how often that was done."""
    done, stop, failed = [0], threading.Event(), []

    def work() -> None:
        try:
            for number in count(100):
                if stop.is_set():
                    return
                store(f"Brief {number}".encode(), f"brief-{number}.txt")
                letter = Letter.objects.first()
                with journalled(letter):
                    letter.subject = f"Onderwerp {number}"
                    letter.save()
                done[0] += 1
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield lambda: done[0]
    finally:
        stop.set()
        thread.join()
    assert failed == []


def make_backup(path: Path) -> str:
    out = io.StringIO()
    call_command("backup", str(path), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def refusal(*command: str) -> str:
    with pytest.raises(CommandError) as refused:
        call_command(*command, stdout=io.StringIO(), stderr=io.StringIO())
    return str(refused.value)


def test_made_while_a_clerk_works_it_is_one_moment_and_comes_back_equal_elsewhere(site, tmp_path):
    busy, quiet = tmp_path / "busy.tar", tmp_path / "quiet.tar"
    with a_clerk_at_work() as rounds:
        while not rounds():
            pass
        before = rounds()
        make_backup(busy)
        while rounds() < before + 2:
            pass
    make_backup(quiet)
    with another_site(tmp_path / "other") as other:
        assert other.run("restore", str(busy)).returncode == 0
        assert_earlier_moment(site, other)
        assert "niet leeg" in other.run("restore", str(quiet)).stderr
        done = other.run("restore", str(quiet), "--force")
        assert (done.returncode, done.stdout[:12]) == (0, "Teruggezet: "), done.stderr
        assert other.rows() == site.rows()
        assert other.files() == site.files()
        assert other.statistics()
        assert other.run("check_integrity").stdout.startswith("Alles klopt.")


def assert_earlier_moment(site: Site, other: Site) -> None:
    """Nothing that was added later, nothing half: as many files received as corrections made, or one more."""
    now, then = site.rows(), other.rows()
    assert {name: rows for name, rows in then.items() if name not in GROWS | ALTERS} == {
        name: rows for name, rows in now.items() if name not in GROWS | ALTERS
    }
    for name in GROWS:
        assert set(then[name]) <= set(now[name])
    assert len(then["agenda_tracker_lettersource"]) < len(now["agenda_tracker_lettersource"])
    assert len(then["agenda_tracker_publicchange"]) == other.number()
    assert other.run("check_integrity").stdout.startswith("Alles klopt.")


@pytest.mark.drill
def test_a_back_up_of_an_older_release_is_brought_up_to_date(site, tmp_path):
    with another_site(tmp_path / "old") as old:
        assert old.run("migrate", "agenda_tracker", "0008").returncode == 0
        done = old.run("backup", str(tmp_path / "old.tar"))
        assert done.returncode == 0, done.stderr
        shutil.rmtree(old.data / "search", ignore_errors=True)
        done = old.run("restore", str(tmp_path / "old.tar"))
        assert done.returncode == 0, done.stderr
        assert old.run("migrate", "--check").returncode == 0


# What is no back-up, or none any more


def cut(path: Path, at: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * at)])


def flip(path: Path, what: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[data.index(what) + len(what) // 2] ^= 1
    path.write_bytes(bytes(data))


def again(path: Path, change: Callable[[dict[str, bytes]], None], *, sealed: bool = True) -> None:
    """Unpack, change and pack again; with a manifest that is sealed anew, as somebody who means ill would."""
    with tarfile.open(path) as old:
        found = {info.name: old.extractfile(info).read() for info in old}
    change(found)
    if sealed and "manifest.json" in found:
        found["manifest.sha256"] = sha256(found["manifest.json"]).hexdigest().encode()
    with tarfile.open(path, "w") as new:
        for name, data in found.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            new.addfile(info, io.BytesIO(data))


def told(path: Path, **values: object) -> None:
    def change(found: dict[str, bytes]) -> None:
        found["manifest.json"] = json.dumps(json.loads(found["manifest.json"]) | values).encode()

    again(path, change)


def more_rows(path: Path) -> None:
    with tarfile.open(path) as old:
        tables = json.loads(old.extractfile("manifest.json").read())["tables"]
    told(path, tables=tables | {"agenda_tracker_topic": 7})


def rows_and_original(path: Path) -> None:
    """With a letter that this site does not have: a refusal must come before that is stored."""

    def change(found: dict[str, bytes]) -> None:
        manifest = json.loads(found["manifest.json"])
        manifest["tables"]["agenda_tracker_topic"] += 1
        manifest["files"]["uploads/nieuw.bin"] = {"size": 1, "sha256": sha256(b"x").hexdigest()}
        ending = {name: found.pop(name) for name in ("manifest.json", "manifest.sha256")}
        found.update({"uploads/nieuw.bin": b"x"} | ending | {"manifest.json": json.dumps(manifest).encode()})

    again(path, change)


def no_database(path: Path) -> None:
    def change(found: dict[str, bytes]) -> None:
        manifest, name = json.loads(found["manifest.json"]), next(iter(found))
        found[name] = b"geen database"
        manifest["files"][name] = {"size": len(found[name]), "sha256": sha256(found[name]).hexdigest()}
        found["manifest.json"] = json.dumps(manifest).encode()

    again(path, change)


def twice(path: Path) -> None:
    with tarfile.open(path) as old:
        info = next(info for info in old if info.name.startswith("uploads/"))
        data = old.extractfile(info).read()
    with tarfile.open(path, "a") as more:
        more.addfile(info, io.BytesIO(data))


def with_link(path: Path) -> None:
    with tarfile.open(path, "a") as archive_:
        info = tarfile.TarInfo("uploads/koppeling")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive_.addfile(info)


def outside(path: Path) -> None:
    def change(found: dict[str, bytes]) -> None:
        found["uploads/../../buiten"] = b"x"

    again(path, change)


def without_an_original(path: Path) -> None:
    again(path, lambda found: found.pop(next(name for name in found if name.startswith("uploads/"))))


NO_BACKUP = "is geen back-up van Agendavolger"
SPOILT: list[tuple[str, Callable[[Path], None], str]] = [
    ("half", lambda path: cut(path, 0.5), "is afgebroken: het einde ontbreekt."),
    ("nearly whole", lambda path: cut(path, 0.9), "is afgebroken: het einde ontbreekt."),
    ("empty", lambda path: path.write_bytes(b""), NO_BACKUP),
    ("a text", lambda path: path.write_text("Geachte voorzitter," * 100), NO_BACKUP),
    ("gone", lambda path: path.unlink(), "bestaat niet."),
    ("an original altered", lambda path: flip(path, b"Brief 1"), "is niet meer zoals het werd geschreven."),
    ("manifest altered", lambda path: flip(path, b'"created"'), "inhoudsopgave van deze back-up is beschadigd."),
    ("an original missing", without_an_original, "ontbreekt."),
    ("something more", lambda path: again(path, lambda found: found.update({"uploads/x": b"x"})), "hoort er niet in."),
    ("a link", with_link, NO_BACKUP),
    ("outside", outside, NO_BACKUP),
    (
        "another format",
        lambda path: told(path, format="iets anders"),
        "een indeling die deze versie van Agendavolger niet kent.",
    ),
    ("another engine", lambda path: told(path, engine="oracle"), "Deze back-up is van een site op oracle"),
    ("newer", lambda path: told(path, migrations=["agenda_tracker.9999_later"]), "nieuwere versie van Agendavolger"),
    ("rows missing", more_rows, "rijen"),
    ("an original and rows missing", rows_and_original, "rijen"),
    ("no list of tables", lambda path: told(path, tables=[]), "inhoudsopgave van deze back-up is beschadigd."),
    (
        "no names of migrations",
        lambda path: told(path, migrations=[1]),
        "inhoudsopgave van deze back-up is beschadigd.",
    ),
    ("rows in words", lambda path: told(path, tables={"x": "drie"}), "inhoudsopgave van deze back-up is beschadigd."),
    ("twice", twice, "zit er twee keer in."),
    ("no database inside", no_database, "niet te lezen" if connection.vendor == "sqlite" else "pg_restore is mislukt"),
]


def another_tar(path: Path) -> None:
    with tarfile.open(path, "w") as new:
        info = tarfile.TarInfo("foto.jpg")
        new.addfile(info, io.BytesIO())


def test_what_is_no_whole_back_up_is_refused_in_words_and_nothing_is_touched(site, tmp_path):
    good, spoilt = tmp_path / "good.tar", tmp_path / "spoilt.tar"
    make_backup(good)
    store(b"Na de back-up", "later.txt")
    rows, files = site.rows(), site.files()
    for name, spoil, why in [*SPOILT, ("another tar", another_tar, NO_BACKUP)]:
        shutil.copy(good, spoilt)
        spoil(spoilt)
        assert why in refusal("restore", str(spoilt), "--check"), name
        assert why in refusal("restore", str(spoilt), "--force"), name
        assert site.rows() == rows, name
        assert site.files() == files, name
        assert list(tmp_path.rglob(".agendavolger-*")) == [], name


def test_a_site_in_use_is_not_overwritten(site, tmp_path):
    make_backup(tmp_path / "good.tar")
    assert "Deze site is niet leeg" in refusal("restore", str(tmp_path / "good.tar"))


def test_checking_alone_says_what_is_in_it_and_changes_nothing(site, tmp_path):
    path = tmp_path / "good.tar"
    make_backup(path)
    rows, said = site.rows(), io.StringIO()
    call_command("restore", str(path), "--check", stdout=said)
    call_command("backup", str(path), "--check", stdout=said)
    assert [line.split(" van ")[0] for line in said.getvalue().splitlines()] == [
        f"De back-up is heel en past bij deze site: {written(rows)} rijen en 3 originelen",
        f"De back-up is heel: {written(rows)} rijen en 3 originelen",
    ]
    assert site.rows() == rows


def written(rows: dict[str, list[str]]) -> str:
    return f"{sum(map(len, rows.values())):,}".replace(",", ".")


def test_a_file_that_is_there_is_never_overwritten_unless_asked(site, tmp_path):
    path = tmp_path / "good.tar"
    path.write_text("iets van iemand")
    assert "bestaat al" in refusal("backup", str(path))
    assert path.read_text() == "iets van iemand"
    call_command("backup", str(path), "--force", stdout=io.StringIO(), stderr=io.StringIO())
    assert archive.verified(path).rows > 100
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_gets_a_file_named_for_the_moment(site, tmp_path):
    folder = tmp_path / "back-ups"
    folder.mkdir()
    make_backup(folder)
    assert [path.suffix for path in folder.iterdir()] == [".tar"]


def test_a_full_disk_leaves_no_half_archive(site, tmp_path):
    folder = tmp_path / "full"
    folder.mkdir()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, before[1]))
    try:
        said = refusal("backup", str(folder / "site.tar"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert said.startswith(("Er is geen back-up gemaakt: ", "pg_dump is mislukt: "))
    assert list(folder.iterdir()) == []


def test_an_original_that_was_lost_already_is_told_and_the_rest_is_saved(site, tmp_path, capsys):
    Path(LetterSource.objects.first().file.path).unlink()
    with pytest.raises(SystemExit) as end:
        call_command("backup", str(tmp_path / "good.tar"))
    assert end.value.code == 1
    assert capsys.readouterr().out.splitlines()[1].startswith("Let op: ontbraken al of waren al anders: originals/")
    assert len(archive.verified(tmp_path / "good.tar").files) == 3


def test_without_the_tools_of_postgresql_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(postgresql.shutil, "which", lambda _name: None)
    with pytest.raises(postgresql.Refused) as refused:
        postgresql.program("pg_dump")
    assert str(refused.value).startswith("pg_dump is er niet. Installeer de hulpprogramma's van PostgreSQL")
