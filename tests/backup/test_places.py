"""Where a back-up may come, where there is nothing to make one of, and what stays beside what was put back."""

import os
from pathlib import Path

import pytest

from agenda_tracker.models import LetterSource

from .sites import another_site
from .test_backup import make_backup, refusal, site  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def test_none_is_made_among_the_originals_of_which_it_would_be_one(site):  # noqa: F811
    folder = site.data / "uploads"
    before = site.files()
    assert "kies een map daarbuiten" in refusal("backup", str(folder / "a.tar"))
    assert "kies een map daarbuiten" in refusal("backup", str(folder / "originals"))
    assert site.files() == before


def test_a_folder_that_is_not_there_gets_no_file_of_its_name(site, tmp_path):  # noqa: F811
    assert refusal("backup", f"{tmp_path}/weg/") == f"De map {tmp_path}/weg bestaat niet."
    assert not (tmp_path / "weg").exists()


def test_where_no_site_is_there_is_nothing_to_save_and_nothing_is_made(tmp_path):
    with another_site(tmp_path / "other") as other:
        done = other.run("backup", str(tmp_path / "none.tar"))
        assert done.returncode == 1
        assert "Er is geen site in de database" in done.stderr
        assert not (tmp_path / "none.tar").exists()
        assert [path.name for path in other.data.rglob("*") if path.is_file()] == []


def test_what_stays_in_the_storage_beside_the_back_up_is_told(site, tmp_path):  # noqa: F811
    make_backup(tmp_path / "good.tar")
    with another_site(tmp_path / "other") as other:
        done = other.run("restore", str(tmp_path / "good.tar"))
        assert (done.returncode, len(done.stdout.splitlines())) == (0, 1), done.stderr
        left = other.data / "uploads" / "originals" / "ander.bin"
        left.write_bytes(b"van de site die er stond")
        os.utime(left, (0, 0))
        done = other.run("restore", str(tmp_path / "good.tar"), "--force")
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[1] == (
            "In de opslag staat nog wat niet in deze back-up zit: originals/ander.bin (1). "
            "check_integrity noemt alles wat nergens bij hoort; haal dat zelf weg."
        )
        assert left.exists()
        assert "bestand originals/ander.bin" in other.run("check_integrity").stdout
    assert Path(LetterSource.objects.first().file.path).exists()
