"""Received files in a storage that is no folder: everything that is done with an original goes through Django's storage."""

import hashlib

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.urls import reverse

from agenda_tracker.intake.receive import Outcome, answer_same, read_stored, receive
from agenda_tracker.models import LetterSource
from agenda_tracker.models.source import storage_name
from tests.basis import put_basis

SAMPLE = django_settings.BASE_DIR / "fixtures" / "letters" / "voorbeeldbrief-fictief.txt"

pytestmark = pytest.mark.django_db


class Elsewhere(Storage):
    """A store of objects, as a network has: names and bytes, no folders, and no path to any of them."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def _open(self, name, mode="rb"):
        if name not in self.kept:
            raise FileNotFoundError(name)
        return ContentFile(self.kept[name], name)

    def _save(self, name, content):
        self.kept[name] = content.read()
        return name

    def exists(self, name):
        return name in self.kept

    def delete(self, name):
        self.kept.pop(name, None)


@pytest.fixture
def elsewhere(settings, tmp_path):
    """The folder for uploads is none: nothing can be written there."""
    (tmp_path / "uploads").write_text("Hier is geen map.")
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "tests.intake.test_storage.Elsewhere"}}
    put_basis()
    return storages["default"]


def place_of(source):
    return storage_name(source, "")


def test_letter_is_received_read_and_recognised(elsewhere):
    verdict = receive(SAMPLE.read_bytes(), SAMPLE.name)
    assert (verdict.outcome, verdict.source.file.name) == (Outcome.DRAFT, place_of(verdict.source))
    with elsewhere.open(verdict.source.file.name) as kept:
        assert kept.read() == SAMPLE.read_bytes()
    assert receive(SAMPLE.read_bytes(), "nog-eens.txt").outcome is Outcome.DUPLICATE


def test_original_is_read_again_and_fetched(elsewhere, client):
    source = receive(b"Wij wensen u een prettige dag.", "groet.txt").source
    assert read_stored(source).outcome is Outcome.PROBLEM
    assert read_stored(source, even_if_other=True).outcome is Outcome.DRAFT
    client.force_login(User.objects.create_superuser("baas"))
    answer = client.get(reverse("admin:agenda_tracker_lettersource_file", args=[source.pk]))
    assert (answer.status_code, answer.getvalue()) == (200, b"Wij wensen u een prettige dag.")


def test_other_copy_of_a_letter_is_added_to_it(elsewhere):
    first = receive(SAMPLE.read_bytes(), SAMPLE.name)
    other = receive(b"Geen agenda, maar wel een bijlage.", "bijlage.txt").source
    LetterSource.objects.filter(pk=other.pk).update(may_be=first.letter)
    other.refresh_from_db()
    assert answer_same(other, by=None).outcome is Outcome.SAME
    assert set(first.letter.sources.values_list("pk", flat=True)) == {first.source.pk, other.pk}


def test_file_left_by_a_server_that_was_killed_is_not_stored_twice(elsewhere):
    data = SAMPLE.read_bytes()
    left = LetterSource(sha256=hashlib.sha256(data).hexdigest())
    elsewhere.save(place_of(left), ContentFile(data))
    assert receive(data, SAMPLE.name).source.file.name == place_of(left)


def test_original_that_is_gone_is_told_in_words(elsewhere):
    source = receive(b"Wij wensen u een prettige dag.", "groet.txt").source
    elsewhere.delete(source.file.name)
    assert read_stored(source).sentence.startswith("Het bewaarde bestand is op de server niet te vinden")


def test_storage_that_is_away_is_told_in_words_and_nothing_is_taken_for_lost(elsewhere, monkeypatch, caplog):
    source = receive(b"Wij wensen u een prettige dag.", "groet.txt").source

    def away(name, mode="rb"):
        raise RuntimeError("no route to the store")

    with monkeypatch.context() as patched:
        patched.setattr(elsewhere, "_open", away)
        assert read_stored(source).sentence == "Het bewaarde bestand is nu niet op te halen; probeer het later opnieuw."
    assert "could not be fetched: RuntimeError('no route to the store')" in caplog.text
    assert read_stored(source, even_if_other=True).outcome is Outcome.DRAFT
