"""The disk fills up: a letter is refused in words and leaves nothing half, an index that cannot be written is not needed."""

import hashlib
import logging

import pytest
from django.contrib.auth.models import Group, User

from agenda_tracker.admin.groups import REDACTEUR, ensure_groups
from agenda_tracker.models import GovernmentPosition, JournalHead, Letter, LetterSource, journalled, read_head
from agenda_tracker.search import PositionFilter, catch_up
from agenda_tracker.search.index import folder_of
from tests import factories as make

from .full_disk import fill, small_disk
from .letters import letter_text

pytestmark = pytest.mark.django_db(transaction=True)

RECEIVE = "/beheer/agenda_tracker/letter/inlezen/"
TEXT = letter_text(1)
SENTENCE = (
    "“geplakte tekst.txt” is niet opgeslagen: de schijf van de server is vol. "
    "Waarschuw de beheerder en lever het bestand daarna opnieuw aan."
)


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk", "1m") as disk:
        yield disk


@pytest.fixture
def clerk(client):
    ensure_groups()
    user = User.objects.create_user("griffie", is_staff=True)
    user.groups.add(Group.objects.get(name=REDACTEUR))
    client.force_login(user)
    return client


@pytest.fixture
def rested(monkeypatch):
    """After a failure this process tries again at once."""
    monkeypatch.setattr(catch_up, "REST", 0)


def test_letter_that_does_not_fit_is_refused_in_words_and_can_be_sent_again(clerk, settings, disk):
    settings.MEDIA_ROOT = disk / "uploads"
    ballast = fill(disk)
    ballast.write_bytes(b"\0" * (ballast.stat().st_size - 2 * 4096))  # room for the folders and a piece of the letter
    refused = clerk.post(RECEIVE, {"text": TEXT * 20})
    page = refused.content.decode()
    left = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert (refused.status_code, SENTENCE in page, TEXT[:200] in page) == (503, True, True)
    assert (refused["Retry-After"], "data-saved" in page) == ("120", False)
    assert (left, LetterSource.objects.count(), Letter.objects.count()) == ([], 0, 0)
    part = clerk.post(RECEIVE, {"text": TEXT * 20}, headers={"X-Desk-Part": "verdict"})
    assert (part.status_code, part["Retry-After"]) == (503, "120")
    assert 'data-outcome="unstored"' in part.content.decode()
    ballast.unlink()
    assert clerk.post(RECEIVE, {"text": TEXT}).status_code == 302
    stored = LetterSource.objects.get()
    assert stored.letter is not None
    assert hashlib.sha256((settings.MEDIA_ROOT / stored.file.name).read_bytes()).hexdigest() == stored.sha256


def publish(text):
    position = make.make_position(text=text)
    with journalled(position.letter):
        pass


def found():
    """How many positions with drones there are, and whether the index told."""
    selection = PositionFilter({"q": "drones"}, queryset=GovernmentPosition.objects.public())
    return selection.cut().count, selection.answer is not None


def test_full_disk_while_the_index_is_written_leaves_the_lists_to_the_database(
    client, settings, disk, rested, monkeypatch, caplog
):
    settings.SEARCH_DIR = disk / "search"
    JournalHead.objects.get_or_create(pk=1)
    publish("Nederland steunt drones.")
    ballast = fill(disk)
    assert found() == (1, False)
    assert client.get("/standpunten/?q=drones").status_code == 200
    assert [path for path in settings.SEARCH_DIR.iterdir() if path.is_dir()] == []
    assert ["the search index cannot be written" in record.message for record in caplog.records] == [True, True]
    ballast.unlink()
    assert found() == (1, True)
    fill(disk)
    publish("Nederland koopt drones.")
    assert found() == (2, False)
    (disk / "ballast").unlink()
    assert found() == (2, True)
    whole = folder_of(settings.SEARCH_DIR, read_head())
    assert [path for path in settings.SEARCH_DIR.iterdir() if path.is_dir()] == [whole]


def test_after_a_failure_it_is_not_tried_at_every_request(settings, disk, monkeypatch, caplog):
    settings.SEARCH_DIR = disk / "search"
    JournalHead.objects.get_or_create(pk=1)
    publish("Nederland steunt drones.")
    fill(disk).with_name("ballast")
    try:
        assert [found() for _question in range(5)] == [(1, False)] * 5
    finally:
        monkeypatch.setattr(catch_up._process, "rests_until", 0.0)
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 1
