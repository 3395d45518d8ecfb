"""What lies in the storage and is no plain file is named and left alone; it stops neither a back-up nor the check."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from agenda_tracker.backup import archive
from agenda_tracker.integrity import files
from agenda_tracker.models import LetterSource
from tests.integrity.world import plant

from .sites import another_site
from .test_backup import again, make_backup, site  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
NO_FILE, NO_NAME = "is geen gewoon bestand", "heeft een naam met tekens die niet overal te bewaren zijn"


def found() -> list[tuple[str, str, str]]:
    return sorted((finding.rule, finding.record, finding.wrong) for finding in files.find())


def put_odd_things(root: Path) -> list[tuple[str, str]]:
    originals = root / "originals"
    (originals / "nergens").symlink_to("weg")
    (originals / "kring").symlink_to(originals)
    (originals / "rondje").symlink_to("rondje")
    (originals / "wachtwoorden").symlink_to("/etc/passwd")
    os.mkfifo(originals / "pijp")
    for name in (rb"a\b.bin", b"\xff\n.bin"):
        Path(os.fsdecode(os.fsencode(originals) + b"/" + name)).write_bytes(b"x")
    return [
        (r"originals/\\udcff\\n.bin".replace("\\\\", "\\"), NO_NAME),
        (r"originals/a\\b.bin", NO_NAME),
        *((f"originals/{name}", NO_FILE) for name in ("kring", "nergens", "pijp", "rondje", "wachtwoorden")),
    ]


def test_odd_things_are_named_and_left_out_and_the_back_up_can_be_put_back(site, tmp_path, capsys):  # noqa: F811
    odd = put_odd_things(site.data / "uploads")
    assert found() == sorted(("file-odd", f"bestand {name}", why) for name, why in odd)
    with pytest.raises(SystemExit) as end:
        call_command("backup", str(tmp_path / "good.tar"))
    assert end.value.code == 1
    _done, said, advice = capsys.readouterr().out.splitlines()
    assert said.startswith("Let op: komen niet in een back-up: originals/")
    assert said.endswith("(7).")
    assert advice == "Draai check_integrity: dat zegt wat eraan te doen is."
    assert len(archive.verified(tmp_path / "good.tar").files) == 4
    with another_site(tmp_path / "other") as other:
        done = other.run("restore", str(tmp_path / "good.tar"))
        assert done.returncode == 0, done.stderr
        assert other.rows() == site.rows()


def test_an_original_behind_a_link_is_no_original(site, tmp_path):  # noqa: F811
    source = LetterSource.objects.first()
    path = Path(source.file.path)
    path.rename(tmp_path / "elders.bin")
    path.symlink_to(tmp_path / "elders.bin")
    assert found() == [("file-odd", f"bron {source.pk}", f"het bestand {source.file.name} is geen gewoon bestand")]


@pytest.mark.parametrize(
    "name",
    # PostgreSQL takes no NUL in a text.
    [
        "../../../../etc/passwd",
        "originals/a\nb.bin",
        *(["originals/a\0b.bin"] if connection.vendor == "sqlite" else []),
    ],
)
def test_a_record_of_an_impossible_file_is_told(site, name):  # noqa: F811
    source = LetterSource.objects.first()
    Path(source.file.path).unlink()
    plant(source, file=name)
    [(rule, record, _wrong)] = found()
    assert (rule, record) == ("file-odd", f"bron {source.pk}")


def test_a_file_in_the_place_of_the_folder_ends_nothing(site, tmp_path):  # noqa: F811
    root = site.data / "uploads"
    (root / "originals").rename(tmp_path / "weg")
    (root / "originals").write_text("geen map")
    os.utime(root / "originals", (0, 0))
    assert [rule for rule, _record, _wrong in found()] == ["file-missing"] * 3 + ["file-orphan"]


def test_originals_on_another_disk_are_seen_through_the_link(site, tmp_path):  # noqa: F811
    root = site.data / "uploads"
    (root / "originals").rename(tmp_path / "schijf")
    (root / "originals").symlink_to(tmp_path / "schijf")
    assert found() == []
    make_backup(tmp_path / "good.tar")
    assert len(archive.verified(tmp_path / "good.tar").files) == 4


def test_a_stray_file_beside_the_folder_of_originals_is_told(site):  # noqa: F811
    stray = site.data / "uploads" / "foto.jpg"
    stray.write_bytes(b"x")
    an_hour_ago = (timezone.now() - timedelta(hours=1)).timestamp()
    os.utime(stray, (an_hour_ago, an_hour_ago))
    assert found() == [("file-orphan", "bestand foto.jpg", "hoort bij geen ontvangen bestand")]


def test_an_older_back_up_with_an_impossible_name_is_put_back_without_it(site, tmp_path):  # noqa: F811
    (site.data / "uploads" / "a_b.bin").write_bytes(b"x")
    path = tmp_path / "old.tar"
    make_backup(path)

    def renamed(found: dict[str, bytes]) -> None:
        found[r"uploads/a\b.bin"] = found.pop("uploads/a_b.bin")
        found["manifest.json"] = found["manifest.json"].replace(b"uploads/a_b.bin", rb"uploads/a\\b.bin")
        for last in ("manifest.json", "manifest.sha256"):
            found[last] = found.pop(last)

    again(path, renamed)
    with another_site(tmp_path / "other") as other:
        done = other.run("restore", str(path))
        assert done.returncode == 0, done.stderr
        assert r"Niet teruggezet, want de naam kan hier niet: a\\b.bin." in done.stdout
        assert other.rows() == site.rows()


def test_what_lies_in_the_place_of_an_original_gives_way_to_it(site, tmp_path):  # noqa: F811
    make_backup(tmp_path / "good.tar")
    first, second, _third = (Path(source.file.path) for source in LetterSource.objects.all())
    data = first.read_bytes(), second.read_bytes()
    first.unlink()
    os.mkfifo(first)
    second.unlink()
    second.symlink_to("weg")
    done = site.run("restore", str(tmp_path / "good.tar"), "--force")
    assert done.returncode == 0, done.stderr
    assert (first.read_bytes(), second.read_bytes()) == data
    assert not second.is_symlink()
    assert default_storage.exists(LetterSource.objects.first().file.name)
