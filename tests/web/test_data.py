"""The page of all data and its files, as a visitor gets them."""

import hashlib
import json
import re

import pytest

from agenda_tracker.feeds.dump.shelf import dumps
from agenda_tracker.models import Letter, journalled
from tests import factories as make
from tests.feeds.dump_world import dump, newest

pytestmark = pytest.mark.django_db
PAGE = "/gegevens/"


@pytest.fixture
def shelf(settings, tmp_path):
    settings.DUMP_DIR = tmp_path / "dumps"
    return settings.DUMP_DIR


@pytest.fixture
def letter(db):
    position = make.make_position()
    with journalled(position.letter):
        pass
    return position.letter


def address(shelf, kind="jsonl"):
    return f"{PAGE}{newest(shelf).stem}-{kind}.zip"


def status(client, where):
    answer = client.get(where)
    answer.close()
    return answer.status_code


def body(answer):
    return b"".join(answer.streaming_content)


def test_without_a_file_the_page_says_when_it_comes(client, shelf):
    text = client.get(PAGE).content.decode()
    assert "Er is nog geen bestand. Het wordt ’s nachts gemaakt; kijk morgen opnieuw." in text
    assert "De beheerder van de site heeft geen gebruiksvoorwaarden opgegeven." in text


def test_the_page_names_the_files_with_size_hash_and_columns(client, shelf, letter, settings):
    settings.DATA_TERMS = "Vrij te gebruiken (CC0 1.0)."
    dump()
    text = client.get(PAGE).content.decode()
    for file in newest(shelf).files:
        assert f'<a href="{PAGE}{file.name}" download>' in text
        assert f"SHA-256 <code>{file.sha256}</code>" in text
        assert f"({file.in_words}, zip)" in text
    assert "Vrij te gebruiken (CC0 1.0)." in text
    assert "<strong>kamerstuk_references</strong>" in text
    assert "Eerdere bestanden" not in text
    dump()
    assert "Eerdere bestanden" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("kind", ["jsonl", "sqlite"])
def test_a_file_comes_as_it_was_made(client, shelf, letter, kind):
    dump()
    answer = client.get(address(shelf, kind))
    file = next(one for one in newest(shelf).files if kind in one.name)
    assert hashlib.sha256(body(answer)).hexdigest() == file.sha256
    told = {name: answer[name] for name in ("Content-Type", "Content-Length", "Content-Disposition", "ETag")}
    assert told == {
        "Content-Type": "application/zip",
        "Content-Length": str(file.size),
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "ETag": f'"{file.sha256}"',
    }
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "public, no-cache")
    assert client.get(address(shelf, kind), headers={"if-none-match": answer["ETag"]}).status_code == 304
    head = client.head(address(shelf, kind))
    head.close()
    assert head["Content-Length"] == str(file.size)


@pytest.mark.parametrize(
    ("asked", "status", "start", "stop"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=10-", 206, 10, None),
        ("bytes=5-99999999999", 206, 5, None),
        ("bytes=9-5", 200, 0, None),
        ("bytes=-5", 200, 0, None),
        ("bytes=0-1,4-5", 200, 0, None),
        ("onzin", 200, 0, None),
    ],
)
def test_a_download_goes_on_where_it_stopped(client, shelf, letter, asked, status, start, stop):
    dump()
    whole = body(client.get(address(shelf)))
    answer = client.get(address(shelf), headers={"range": asked})
    part = whole[start:stop]
    assert (answer.status_code, body(answer), answer["Content-Length"]) == (status, part, str(len(part)))
    if status == 206:
        assert answer["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/{len(whole)}"


def test_a_range_past_the_end_or_of_another_version(client, shelf, letter):
    dump()
    size = newest(shelf).files[0].size
    beyond = client.get(address(shelf), headers={"range": f"bytes={size}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{size}")
    other = client.get(address(shelf), headers={"range": "bytes=0-9", "if-range": '"anders"'})
    assert (other.status_code, len(body(other))) == (200, size)


def test_the_fixed_addresses_lead_to_the_newest(client, shelf, letter):
    assert client.get(f"{PAGE}nieuwste-sqlite.zip").status_code == 404
    dump()
    dump()
    for kind in ("jsonl", "sqlite"):
        answer = client.get(f"{PAGE}nieuwste-{kind}.zip")
        assert (answer.status_code, answer["Location"]) == (302, address(shelf, kind))
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "name",
    [
        "dump.json",
        ".lock",
        "..",
        "%2e%2e%2fsettings.py",
        "agendavolger-20240101-000000-1-jsonl.zip",
        "x" * 500,
        "a%00b.zip",
    ],
)
def test_what_is_no_file_of_a_dump_is_not_there(client, shelf, letter, name):
    dump()
    assert client.get(PAGE + name).status_code == 404


def test_after_a_withdrawal_the_files_of_before_are_withheld(client, shelf, letter):
    dump()
    file = address(shelf)
    with journalled(letter):
        Letter.objects.filter(pk=letter.pk).update(status="withdrawn")
    answer = client.get(file)
    assert (answer.status_code, "Dit bestand geven wij niet meer af" in answer.content.decode()) == (410, True)
    assert client.get(file, headers={"range": "bytes=0-9"}).status_code == 410
    assert client.get(f"{PAGE}nieuwste-jsonl.zip").status_code == 404
    page = client.get(PAGE).content.decode()
    assert "Sinds het laatste bestand is op de site iets ingetrokken." in page
    assert file not in page
    dump()
    assert status(client, address(shelf)) == 200
    assert len(dumps(shelf)) == 1


def test_a_merged_topic_is_no_reason_to_withhold(client, shelf, letter):
    topic = make.make_topic()
    with journalled(topic):
        pass
    dump()
    with journalled(topic):
        type(topic).objects.filter(pk=topic.pk).update(released=False)
    assert status(client, address(shelf)) == 200


def test_files_of_another_site_are_not_given(client, shelf, letter):
    dump()
    from agenda_tracker.models import JournalHead

    JournalHead.objects.update(site="12345678-1234-5678-1234-567812345678")
    assert client.get(address(shelf)).status_code == 410


def test_a_new_dump_makes_the_page_new_and_costs_three_queries(client, shelf, letter, django_assert_max_num_queries):
    dump()
    first = client.get(PAGE)
    assert client.get(PAGE, headers={"if-none-match": first["ETag"]}).status_code == 304
    dump()
    with django_assert_max_num_queries(4):
        assert client.get(PAGE, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_search_engines_read_where_the_files_are(client, shelf, letter):
    assert "Dataset" not in client.get(PAGE).content.decode()
    dump()
    block = re.search(
        r'<script type="application/ld\+json">(\{.*?"Dataset".*?\})</script>', client.get(PAGE).content.decode()
    )
    told = json.loads(block[1])
    assert [(one["contentUrl"], one["sha256"]) for one in told["distribution"]] == [
        (f"http://testserver{PAGE}{file.name}", file.sha256) for file in newest(shelf).files
    ]
    assert PAGE in client.get("/sitemap/paginas-1.xml").content.decode()


def test_foot_and_about_lead_there(client, shelf):
    assert f'<a href="{PAGE}">Alle gegevens</a>' in client.get("/").content.decode()
    assert (
        f'<a href="{PAGE}">Alle gegevens in één keer: JSON Lines en SQLite</a>' in client.get("/over/").content.decode()
    )
