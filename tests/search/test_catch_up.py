"""The index follows the journal, and heals by itself: deleted, old, foreign, damaged or ahead of the database."""

import json
import shutil

import pytest
from django.http import QueryDict

from agenda_tracker.models import Dossier, GovernmentPosition, JournalHead, PublicChange, journalled, read_head
from agenda_tracker.search import PositionFilter, catch_up
from agenda_tracker.search import index as on_disk
from agenda_tracker.search.affected import affected
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    """Where the index of this test lies, once something is public."""
    monkeypatch.setattr(catch_up._process, "rests_until", 0.0)
    settings.SEARCH_DIR = tmp_path / "search"
    JournalHead.objects.get_or_create(pk=1)
    return lambda: on_disk.folder_of(settings.SEARCH_DIR, read_head())


def publish(text):
    position = make.make_position(text=text)
    with journalled(position.letter):
        pass
    return position


def found(query=""):
    """Positions by the index; None when the database had to answer."""
    selection = PositionFilter(QueryDict(query), queryset=GovernmentPosition.objects.public())
    page = selection.cut()
    return None if selection.answer is None else [row.pk for row in page.rows]


def test_nothing_public_is_answered_by_the_database(settings, tmp_path):
    settings.SEARCH_DIR = tmp_path / "search"
    assert found() is None


def test_first_question_builds_the_index(folder):
    position = publish("Nederland steunt drones.")
    assert found("q=drone") == [position.pk]
    assert (folder() / "meta.json").exists()


def test_publication_is_found_at_the_next_question(folder):
    first = publish("Nederland steunt drones.")
    assert found("q=drones") == [first.pk]
    second = publish("Nederland koopt drones.")
    assert sorted(found("q=drones")) == [first.pk, second.pk]


def test_change_and_withdrawal_are_followed(folder):
    position = publish("Nederland steunt drones.")
    assert found("q=drones") == [position.pk]
    with journalled(position):
        position.wording = "Nederland steunt satellieten."
        position.save()
        evidence = position.evidence.get()
        evidence.paragraph.text = position.wording
        evidence.paragraph.save()
        evidence.end = len(position.wording)
        evidence.save()
        position.refresh_quotes_key()
    assert (found("q=drones"), found("q=satelliet")) == ([], [position.pk])
    with journalled(position.letter):
        position.letter.status = "withdrawn"
        position.letter.withdrawal_note = "Fout."
        position.letter.save()
    assert (found("q=satelliet"), found()) == ([], [])


def test_a_letter_in_a_dossier_leaves_its_other_letters_alone_and_another_number_does_not(folder):
    dossier = make.make_dossier("28676")
    letters = [make.make_letter() for _ in range(4)]
    for letter in letters[:3]:
        with journalled(letter):
            letter.dossiers.add(dossier)
    opened = catch_up.current()
    assert opened.letters_by("dossier/28676") == {letter.pk for letter in letters[:3]}

    with journalled(letters[3]):
        letters[3].dossiers.add(dossier)
    lines = PublicChange.objects.filter(number__gt=opened.state.number).values_list("kind", "object_id")
    assert {("dossier", dossier.pk), ("letter", letters[3].pk)} <= set(lines)
    assert affected(lines, opened.letters_by).ids["letter"] == {letters[3].pk}

    with journalled(dossier):
        Dossier.objects.filter(pk=dossier.pk).update(number="28677", normal_form="28677")
    opened = catch_up.current()
    assert opened.letters_by("dossier/28676") == set()
    assert opened.letters_by("dossier/28677") == {letter.pk for letter in letters}


def test_deleted_index_is_built_again(folder):
    position = publish("Nederland steunt drones.")
    found()
    shutil.rmtree(folder())
    assert found("q=drones") == [position.pk]


def test_unreadable_index_is_built_again(folder):
    position = publish("Nederland steunt drones.")
    found()
    replaced(folder(), lambda copy: (copy / "meta.json").write_text("{"))
    assert found("q=drones") == [position.pk]


def test_foreign_index_is_not_used(folder):
    position = publish("Nederland steunt drones.")
    found()
    JournalHead.objects.update(site="00000000-0000-4000-8000-000000000001")
    assert found("q=drones") == [position.pk]
    assert len([path for path in folder().parent.iterdir() if path.is_dir()]) == 2


def test_foreign_index_under_this_name_is_built_again(folder):
    position = publish("Nederland steunt drones.")
    found()
    first = folder()
    JournalHead.objects.update(site="00000000-0000-4000-8000-000000000001")
    shutil.copytree(first, folder())
    assert found("q=drones") == [position.pk]
    assert state(folder())["site"] == "00000000-0000-4000-8000-000000000001"


def test_index_ahead_of_the_journal_is_built_again(folder):
    """A restored database lies behind what the index has seen."""
    first = publish("Nederland steunt drones.")
    number = read_head().number
    publish("Nederland koopt drones.")
    assert len(found("q=drones")) == 2
    go_back_to(number)
    GovernmentPosition.objects.exclude(pk=first.pk).update(review="rejected")
    assert found("q=drones") == [first.pk]


def test_index_of_another_course_of_events_is_built_again(folder):
    """A restored database that went on from there, past the number the index has seen."""
    first = publish("Nederland steunt drones.")
    number = read_head().number
    lost = publish("Nederland koopt drones.")
    found()
    go_back_to(number)
    GovernmentPosition.objects.filter(pk=lost.pk).update(review="rejected")
    third = publish("Nederland ziet drones.")
    fourth = publish("Nederland hoort drones.")
    assert sorted(found("q=drones")) == [first.pk, third.pk, fourth.pk]


def test_who_cannot_write_asks_the_database(folder, monkeypatch):
    publish("Nederland steunt drones.")
    monkeypatch.setattr(on_disk, "PATIENCE", 0.05)
    monkeypatch.setattr(catch_up, "rebuild", busy)
    assert found("q=drones") is None


def test_who_waited_for_another_writer_does_not_wait_again_at_once(folder, monkeypatch):
    publish("Nederland steunt drones.")
    tried = []
    monkeypatch.setattr(catch_up, "rebuild", lambda: tried.append(1) or busy())
    assert [found("q=drones") for _time in range(3)] == [None] * 3
    assert len(tried) == 1


def test_what_another_process_wrote_meanwhile_is_used_at_once(folder, monkeypatch):
    position = publish("Nederland steunt drones.")
    with monkeypatch.context() as patch:
        patch.setattr(catch_up, "rebuild", busy)
        assert found("q=drones") is None
    catch_up.rebuild()
    assert found("q=drones") == [position.pk]


@pytest.mark.parametrize(
    "damage",
    [
        lambda place: [path.unlink() for path in place.iterdir()],
        lambda place: (place / "meta.json").write_bytes(b""),
        lambda place: (place / "meta.json").write_bytes((place / "meta.json").read_bytes()[:40]),
    ],
    ids=["emptied", "list empty", "list cut short"],
)
def test_index_that_is_damaged_while_it_is_open_is_built_again(folder, damage):
    first = publish("Nederland steunt drones.")
    assert found("q=drones") == [first.pk]
    damage(folder())
    second = publish("Nederland koopt drones.")
    assert sorted(found("q=drones")) == [first.pk, second.pk]


def test_index_that_cannot_be_read_is_told_once(folder, caplog, monkeypatch):
    publish("Nederland steunt drones.")
    found()
    monkeypatch.setattr(on_disk, "_complained", [])
    monkeypatch.setattr(catch_up, "rebuild", broken)
    monkeypatch.setattr(on_disk, "look", broken)
    publish("Nederland koopt drones.")
    assert [found("q=drones") for _time in range(3)] == [None] * 3
    told = [
        one.getMessage().split(",")[0].split(":")[0]
        for one in caplog.records
        if one.name.startswith("agenda_tracker.search")
    ]
    assert told == ["the search index cannot be read", "the search index cannot be written"]


def test_letters_of_a_number_are_none_where_the_files_are_damaged_and_that_is_told_once(folder, caplog, monkeypatch):
    class PanicException(BaseException):
        """As the engine raises it."""

    def panicking(*_):
        raise PanicException

    publish("Nederland steunt drones.")
    opened = catch_up.current()
    monkeypatch.setattr(on_disk, "_complained", [])
    for damage in (broken, panicking):
        monkeypatch.setattr(on_disk.Opened, "_letters_by", damage)
        assert opened.letters_by("dossier/28676") == set()
    assert [one.getMessage().split(":")[0] for one in caplog.records if one.name == on_disk.logger.name] == [
        "the search index cannot be read"
    ]
    monkeypatch.setattr(on_disk.Opened, "_letters_by", lambda *_: exit())
    with pytest.raises(SystemExit):
        opened.letters_by("dossier/28676")


def test_file_in_the_place_of_an_old_folder_is_no_obstacle(folder):
    position = publish("Nederland steunt drones.")
    found()
    folder().with_name(f"{folder().name}.old").write_text("een bestand")
    catch_up.rebuild()
    assert found("q=drones") == [position.pk]


def test_damage_met_while_asking_leaves_the_answer_to_the_database(folder, monkeypatch):
    position = publish("Nederland steunt drones.")
    found()
    monkeypatch.setattr("agenda_tracker.search.answers.by_day_from_the_front", broken)
    selection = PositionFilter(QueryDict(""), queryset=GovernmentPosition.objects.public())
    assert [row.pk for row in selection.cut().rows] == [position.pk]
    assert (selection.answer, selection.refinements) == (None, [])


def test_much_to_do_is_done_beside_the_answers(folder, monkeypatch):
    first = publish("Nederland steunt drones.")
    found()
    second = publish("Nederland koopt drones.")
    monkeypatch.setattr(catch_up, "MOST_DOCUMENTS", 1)
    assert found("q=drones") is None
    catch_up._process.worker.join(20)
    assert sorted(found("q=drones")) == [first.pk, second.pk]


def busy(*args):
    raise on_disk.Busy


def broken(*args, **kwargs):
    raise OSError("disk gone")


def replaced(folder, change):
    """A changed copy in the place of the index: files that are open are never edited."""
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    change(copy)
    folder.rename(folder.with_name("away"))
    copy.rename(folder)


def state(folder):
    opened = on_disk.open_at(folder)
    return json.loads(json.dumps(opened.state.__dict__))


def go_back_to(number):
    PublicChange.objects.filter(number__gt=number).delete()
    JournalHead.objects.update(number=number)
