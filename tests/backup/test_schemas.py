"""In PostgreSQL the site's own tables are saved and put back, and what else is in that database is left alone."""

import subprocess
from hashlib import sha256

import psycopg
import pytest

from agenda_tracker.backup import archive, postgresql

from .sites import Site, another_site
from .test_backup import again, make_backup, site  # noqa: F401

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.only_on("postgresql"),
]
OF_OTHERS = (
    "CREATE SCHEMA rapport",
    "CREATE TABLE rapport.django_migrations (app text, name text)",
    "INSERT INTO rapport.django_migrations VALUES ('iets', '0001')",
    "CREATE FUNCTION rapporteer() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE VIEW getallen AS SELECT rapporteer() AS getal",
)


def put(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as database:
        for statement in statements:
            database.execute(statement)


def test_what_others_keep_in_the_database_is_in_no_back_up_and_stays(site, tmp_path):  # noqa: F811
    with another_site(tmp_path / "other") as other:
        make_backup(tmp_path / "plain.tar")
        assert other.run("restore", str(tmp_path / "plain.tar")).returncode == 0
        put(other.url, *OF_OTHERS)
        done = other.run("backup", str(tmp_path / "good.tar"))
        assert done.returncode == 0, done.stderr
        done = other.run("restore", str(tmp_path / "good.tar"), "--force")
        assert done.returncode == 0, done.stderr
        assert other.asked("SELECT getal FROM getallen") == 1
        assert other.asked("SELECT count(*) FROM rapport.django_migrations") == 1
        assert other.rows() == site.rows()
        whole_database_in(other, tmp_path)
        done = other.run("restore", str(tmp_path / "good.tar"), "--force")
        assert done.returncode == 0, done.stderr
        assert other.rows() == site.rows()
        assert other.run("check_integrity").stdout.startswith("Alles klopt.")


def whole_database_in(other: Site, folder) -> None:
    """As back-ups were made before: with all that is in the database."""
    whole = folder / "whole.pgdump"
    subprocess.run([postgresql.program("pg_dump"), "-Fc", f"--file={whole}", f"--dbname={other.url}"], check=True)
    size, digest = whole.stat().st_size, sha256(whole.read_bytes()).hexdigest()

    def change(found: dict[str, bytes]) -> None:
        before = found["manifest.json"]
        old = archive.verified(folder / "good.tar").files["database.pgdump"]
        found["database.pgdump"] = whole.read_bytes()
        found["manifest.json"] = before.replace(old.sha256.encode(), digest.encode()).replace(
            f'"size": {old.size}'.encode(), f'"size": {size}'.encode()
        )

    again(folder / "good.tar", change)


def test_a_site_in_a_schema_of_its_own_comes_back_there_and_nowhere_else(site, tmp_path):  # noqa: F811
    make_backup(tmp_path / "public.tar")
    with another_site(tmp_path / "other") as other:
        own = Site(f"{other.url}?options=-csearch_path%3Dapp", other.data)
        done = own.run("restore", str(tmp_path / "public.tar"))
        assert "Het schema uit DATABASE_URL (search_path) bestaat niet" in done.stderr
        put(other.url, "CREATE SCHEMA app")
        done = own.run("migrate")
        assert done.returncode == 0, done.stderr
        put(other.url, "INSERT INTO app.agenda_tracker_cache VALUES ('a', 'b', now())")
        done = own.run("backup", str(tmp_path / "app.tar"))
        assert done.returncode == 0, done.stderr
        put(other.url, "DELETE FROM app.agenda_tracker_cache")
        done = own.run("restore", str(tmp_path / "app.tar"), "--force")
        assert done.returncode == 0, done.stderr
        assert other.asked("SELECT count(*) FROM app.agenda_tracker_cache") == 1
        done = own.run("restore", str(tmp_path / "public.tar"), "--force")
        assert "is van een site in het schema public; deze site gebruikt app." in done.stderr


def test_the_tables_come_back_with_all_that_is_theirs(site, tmp_path):  # noqa: F811
    make_backup(tmp_path / "good.tar")
    with another_site(tmp_path / "other") as other:
        assert other.run("restore", str(tmp_path / "good.tar")).returncode == 0
        assert schema_of(other.url) == schema_of(site.url) != []


def schema_of(url: str) -> list[str]:
    command = [postgresql.program("pg_dump"), "--schema-only", "--no-owner", f"--dbname={url}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return sorted(line for line in said.splitlines() if line.startswith("-- Name: "))


def test_every_kind_of_entry_is_told_apart():
    lines = [
        ";",
        "3272; 3456 58211 COLLATION public BINARY postgres",
        "225; 1259 58079 TABLE public auth_user postgres",
        "4633; 0 59462 TABLE DATA public agenda_tracker_alertmatch postgres",
        "4633; 0 59462 TABLE DATA rapport agenda_tracker_alertmatch postgres",
        "4661; 0 0 SEQUENCE SET public agenda_tracker_followed_id_seq postgres",
        "2; 2615 1 SCHEMA - rapport postgres",
    ]
    assert postgresql._own(lines, "public") == [lines[2], lines[3], lines[5]]
