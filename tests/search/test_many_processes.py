"""A whole index, made by the command and the processes that help it, is the same as the one that a single process makes."""

import pytest
from django.core.management import CommandError, call_command

from agenda_tracker.integrity import index
from agenda_tracker.models import JournalHead, read_head
from agenda_tracker.processes import Ended
from agenda_tracker.search import catch_up, entries
from agenda_tracker.search.index import folder_of
from tests.basis import put_basis
from tests.drills.server import database_url
from tests.manage import manage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(settings, tmp_path):
    settings.SEARCH_DIR = tmp_path / "search"
    JournalHead.objects.all().delete()
    put_basis()
    return folder_of(settings.SEARCH_DIR, read_head())


def rebuilt(folder, *options):
    """What the command says, in a process of its own."""
    done = manage(folder.parent.parent, "rebuild_search", *options, url=database_url())
    assert done.returncode == 0
    assert done.stderr == ""
    return done.stdout.partition(" (")[0]


@pytest.mark.parametrize("options", [["--processes", "2"], ["--if-needed", "--processes", "2"]])
def test_command_makes_the_index_as_the_database_has_it(folder, options):
    number = sum(1 for _ in entries.all_documents())
    said = rebuilt(folder, *options)
    assert said in (f"Zoekindex opgebouwd: {number} documenten", "Zoekindex bijgewerkt")
    opened = catch_up.refreshed(folder)
    assert opened is not None
    assert opened.searcher.num_docs == number + 1, "with the mark"
    with index.opened() as reader:
        assert list(index.find(reader)) == []


def test_process_that_is_ended_is_told_in_a_sentence(folder, monkeypatch):
    rebuilt(folder)
    monkeypatch.setattr(entries, "shared", ended)
    with pytest.raises(CommandError, match=r"is beëindigd.*De vorige zoekindex is er nog.*--processes 1"):
        call_command("rebuild_search", processes=2)
    assert [path for path in folder.parent.iterdir() if path.is_dir()] == [folder]


def ended(*_others):
    raise Ended
    yield


def test_batches_of_several_processes_are_the_documents_of_one(folder, settings, monkeypatch):
    monkeypatch.setattr(entries, "BATCH", 3)
    batches = [(kind, ids) for kind in entries.KINDS for ids in entries._batches(entries.public_ids(kind))]
    assert len(batches) > len(entries.KINDS)
    cut = [one.document().to_dict() for batch in batches for one in entries.cut_batch(batch)]
    assert cut == [document.to_dict() for document in entries.all_documents()]
