"""Importing a folder: every file its line, whatever it is called; interrupted, killed or run twice, each one letter."""

import hashlib
import io
import os
import random
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from agenda_tracker.intake import receive as receiving
from agenda_tracker.letters.apart import Reader
from agenda_tracker.models import Letter, LetterSource
from tests.basis import put_basis
from tests.drills.server import database_url
from tests.run import FULL

SAMPLE = (settings.BASE_DIR / "fixtures" / "letters" / "voorbeeldbrief-fictief.txt").read_text(encoding="utf-8")
GO_ON = "Geef dezelfde opdracht opnieuw om verder te gaan: wat al een brief is, wordt geen tweede keer een brief."
AGAIN = (
    "Bestanden die niet te lezen waren, worden een volgende keer overgeslagen; met --retry worden ze opnieuw gelezen."
)

KILLS = 6 if FULL else 3

pytestmark = pytest.mark.django_db


def run(*arguments):
    """The lines the command prints."""
    out = io.StringIO()
    call_command("import_letters", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def verdicts(lines):
    """`number name outcome` of every line about a file."""
    return [": ".join(line.split(": ")[:2]) for line in lines if line.startswith("[")]


def test_file_name_in_another_encoding_does_not_stop_the_import(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"Boodschappen: melk en brood.")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    call_command("import_letters", str(tmp_path), stdout=out)
    out.seek(0)
    assert out.read().startswith("[1/1] caf?.txt: niet gelezen: ")


def test_files_come_by_name_folder_by_folder_and_hidden_ones_stay_out(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", ".git/x.txt", ".verborgen", "~$a.docx", "b/diep/er/0.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Boodschappen.")
    assert verdicts(run(tmp_path)) == [
        "[1/5] a.txt: niet gelezen",
        "[2/5] b/1.txt: niet gelezen",
        "[3/5] b/2.txt: niet gelezen",
        "[4/5] b/diep/er/0.txt: niet gelezen",
        "[5/5] c.txt: niet gelezen",
    ]
    assert LetterSource.objects.count() == 1  # five times the same bytes


def test_what_is_no_file_is_passed_over_with_a_line(tmp_path):
    (tmp_path / "brief.txt").write_text("Boodschappen.")
    (tmp_path / "kopie.txt").symlink_to("brief.txt")
    (tmp_path / "kring").symlink_to(".", target_is_directory=True)
    (tmp_path / "kwijt").symlink_to("nergens")
    (tmp_path / "zichzelf").symlink_to("zichzelf")
    os.mkfifo(tmp_path / "pijp")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(str(tmp_path / "stekker")) if len(str(tmp_path)) < 90 else (tmp_path / "stekker").mkdir()
        lines = run(tmp_path)
    assert [line for line in lines if line.startswith("Overgeslagen") and "stekker" not in line] == [
        "Overgeslagen: kring: een verwijzing naar een map; noem die map zelf als zij erbij hoort.",
        "Overgeslagen: kwijt: de verwijzing leidt nergens heen.",
        "Overgeslagen: pijp: geen gewoon bestand.",
        "Overgeslagen: zichzelf: de verwijzing leidt nergens heen.",
    ]
    assert verdicts(lines) == ["[1/2] brief.txt: niet gelezen", "[2/2] kopie.txt: niet gelezen"]


def test_folder_that_cannot_be_opened_is_told_and_the_rest_is_read(tmp_path, monkeypatch):
    (tmp_path / "dicht").mkdir()
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "brief.txt").write_text("Boodschappen.")
    real = os.listdir

    def listdir(path):
        if str(path).endswith("dicht"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "listdir", listdir)
    lines = run(tmp_path)
    assert lines[0] == "Overgeslagen: dicht: de map kan niet worden geopend (Permission denied)."
    assert verdicts(lines) == ["[1/1] open/brief.txt: niet gelezen"]


def test_missing_path_stops_before_anything_is_read(tmp_path):
    (tmp_path / "brief.txt").write_text(SAMPLE)
    with pytest.raises(CommandError, match="bestaat niet"):
        run(tmp_path / "brief.txt", tmp_path / "weg.txt")
    assert not LetterSource.objects.exists()


@pytest.fixture
def inbox(tmp_path):
    """An empty folder; the test's own folder also holds what the site stores."""
    path = tmp_path / "postvak"
    path.mkdir()
    return path


@pytest.fixture
def counted(monkeypatch):
    """The names of the files that were really read."""
    names, real = [], Reader.read

    def read(reader, data, name="", **others):
        names.append(name)
        return real(reader, data, name, **others)

    monkeypatch.setattr(Reader, "read", read)
    return names


def test_file_that_could_not_be_read_is_read_again_only_when_asked(inbox, counted):
    (inbox / "lijst.txt").write_text("Boodschappen.")
    first = run(inbox)
    again = run(inbox)
    assert (first, counted) == (again, ["lijst.txt"])
    assert first[1:] == [AGAIN, "0 concept, 0 dubbel, 1 niet gelezen."]
    asked = run(inbox, "--retry")
    assert asked == [first[0], "0 concept, 0 dubbel, 1 niet gelezen."]
    assert counted == ["lijst.txt", "lijst.txt"]


def test_file_stored_by_a_run_that_was_cut_off_is_read(inbox, counted):
    (inbox / "brief.txt").write_text(SAMPLE)
    receiving.store(SAMPLE.encode(), "brief.txt")
    assert run(inbox)[-1] == "1 concept, 0 dubbel, 0 niet gelezen."
    assert LetterSource.objects.get().letter == Letter.objects.get()


def test_original_written_by_a_run_that_was_cut_off_is_used_or_written_anew(settings):
    for text, left in (("heel", b"heel"), ("half", b"ha")):
        digest = hashlib.sha256(text.encode()).hexdigest()
        path = Path(settings.MEDIA_ROOT) / "originals" / digest[:2] / f"{digest}.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(left)
        source = receiving.store(text.encode(), "brief.txt")
        assert (Path(source.file.path) == path) == (text == "heel")
        assert Path(source.file.path).read_bytes() == text.encode()


def test_database_that_stops_answering_ends_the_run_in_words(inbox, monkeypatch):
    for name in "ab":
        (inbox / name).write_text(f"Boodschappen {name}.")
    calls = []

    def store(data, name):
        calls.append(name)
        if name == "b":
            raise OperationalError("database is locked")
        return real(data, name)

    real = receiving.store
    monkeypatch.setattr(receiving, "store", store)
    with pytest.raises(CommandError) as caught:
        run(inbox)
    assert (str(caught.value), calls) == (f"Gestopt na 1 van 2 bestanden: database is locked. {GO_ON}", ["a", "b"])


WORDS = [
    "boom", "bos", "beek", "dijk", "duin", "gras", "heide", "kade", "kust", "plas",
    "polder", "rivier", "sloot", "strand", "terp", "tuin", "veen", "veld", "weide", "wilg",
]  # fmt: skip


def letter(number):
    """A letter of its own: other words, another year, so that it is no copy of the others."""
    chance = random.Random(number)
    text = "\n\n".join(" ".join(chance.choices(WORDS, k=40)).capitalize() + "." for _ in range(4))
    return f"""Fictieve brief.

Aan de voorzitter van de Tweede Kamer der Staten-Generaal

Datum 3 maart {2030 + number}
Betreft Geannoteerde agenda Milieuraad van 12 maart {2030 + number}

Geachte voorzitter,

Hierbij stuur ik u de geannoteerde agenda van de Milieuraad op 12 maart {2030 + number} in Brussel.

{text}

Hoogachtend,

DE MINISTER VAN FICTIEVE ZAKEN

A.B. Naam
"""


def test_a_revised_letter_waits_for_a_clerk_and_publishes_nothing(inbox):
    put_basis()
    (inbox / "1.txt").write_text(letter(1), encoding="utf-8")
    run(inbox)
    (inbox / "2.txt").write_text(letter(1).replace("Hoogachtend", "Terp en wilg.\n\nHoogachtend"), encoding="utf-8")
    lines = run(inbox / "2.txt", "--accept-all", "--publish")
    assert verdicts(lines) == ["[1/1] 2.txt: vraag"]
    assert "maar de tekst is anders: 1 zin alleen in dit bestand, te beginnen met “Terp en wilg.”" in lines[0]
    assert list(Letter.objects.exclude(read_meetings=[]).values_list("status", flat=True)) == ["draft"]
    assert run(inbox / "2.txt") == [lines[0], "0 concept, 1 vraag, 0 dubbel, 0 niet gelezen."]


@pytest.fixture
def folder(tmp_path):
    """Seven different letters, and one file that is none."""
    letters = tmp_path / "brieven"
    letters.mkdir()
    for number in range(7):
        (letters / f"{number}.txt").write_text(letter(number), encoding="utf-8")
    (letters / "lijst.txt").write_text("Boodschappen.")
    put_basis()
    return letters


def start(folder, tmp_path):
    """The command as an operator starts it, on the database of this test."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_letters", str(folder)],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"AGENDAVOLGER_MODE": "local", "DATABASE_URL": database_url(), "AGENDAVOLGER_DATA_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def assert_each_file_is_one_letter(folder, tmp_path):
    """No letter without a file, none twice, every original whole."""
    files = [path.read_bytes() for path in sorted(folder.glob("[0-9].txt"))]
    sources = LetterSource.objects.exclude(letter=None)
    assert sorted(sources.values_list("sha256", flat=True)) == sorted(hashlib.sha256(f).hexdigest() for f in files)
    assert len(set(sources.values_list("letter", flat=True))) == len(files)
    assert Letter.objects.filter(status="draft").count() == len(files)
    for source in LetterSource.objects.all():
        stored = tmp_path / "uploads" / source.file.name
        assert hashlib.sha256(stored.read_bytes()).hexdigest() == source.sha256


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_it_goes_on_and_makes_no_letter_twice(folder, tmp_path):
    chance = random.Random(20)
    killed = []
    for _ in range(KILLS):
        with start(folder, tmp_path) as process:
            process.stdout.readline()
            # Within a file or between two; so soon that a quick machine is not done with all of them either.
            with suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0, 0.05))
            process.kill()
        killed.append(process.returncode == -signal.SIGKILL)
    assert sum(killed) > 1
    with start(folder, tmp_path) as process:
        lines = process.stdout.read().splitlines()
    assert (process.returncode, len(verdicts(lines))) == (0, 8)
    assert_each_file_is_one_letter(folder, tmp_path)


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time_make_no_letter_twice(folder, tmp_path):
    with start(folder, tmp_path) as one, start(folder, tmp_path) as other:
        ends = [process.communicate()[0].splitlines()[-1] for process in (one, other)]
    made = [int(end.split()[0]) for end in ends]
    assert (sum(made), one.returncode, other.returncode) == (7, 0, 0)
    assert_each_file_is_one_letter(folder, tmp_path)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_ends_after_the_file_at_hand_and_says_how_to_go_on(folder, tmp_path, number):
    with start(folder, tmp_path) as process:
        first = process.stdout.readline()
        process.send_signal(number)
        rest = process.stdout.read().splitlines()
    done = len(verdicts([first, *rest]))
    assert 1 <= done < 8
    assert rest[-2:] == [
        f"{done} concept, 0 dubbel, 0 niet gelezen.",
        f"Onderbroken na {done} van 8 bestanden. {GO_ON}",
    ]
    assert process.returncode == 128 + number
    assert Letter.objects.filter(status="draft").count() == done
    with start(folder, tmp_path) as process:
        last = process.stdout.read().splitlines()[-1]
    assert last == f"{7 - done} concept, {done} dubbel, 1 niet gelezen."
    assert_each_file_is_one_letter(folder, tmp_path)
