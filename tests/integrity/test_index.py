"""The search index against the database: whatever is wrong with it is found, in a process of its own, and built anew."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import tantivy

from agenda_tracker.integrity import index, index_reader
from agenda_tracker.integrity.checking import Tally, repaired
from agenda_tracker.integrity.finding import Finding
from agenda_tracker.models import GovernmentPosition, Head, JournalHead, Letter, PublicChange, journalled, read_head
from agenda_tracker.search.entries import entries, public_ids
from agenda_tracker.search.index import folder_of, mark
from agenda_tracker.search.pieces import Pieces
from agenda_tracker.search.schema import register_words
from tests.basis import put_basis

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(search_index, settings) -> Path:
    JournalHead.objects.all().delete()
    put_basis()
    search_index()
    return folder_of(settings.SEARCH_DIR, read_head())


def looked() -> list[Finding]:
    with index.opened() as reader:
        return list(index.find(reader))


def found() -> list[tuple[str, str]]:
    return [(finding.rule, finding.record) for finding in looked()]


def rewritten(folder: Path, change: Callable[[tantivy.IndexWriter], None], head: Head | None = None) -> None:
    """Alter the index by its own engine, as another program might."""
    opened = tantivy.Index.open(str(folder))
    register_words(opened)
    writer = opened.writer(30_000_000, 1)
    change(writer)
    if head:
        mark(writer, head)
    writer.commit()
    writer.wait_merging_threads()


def position() -> GovernmentPosition:
    return GovernmentPosition.objects.public().order_by("pk").first()


def without_one(folder: Path) -> None:
    rewritten(folder, lambda writer: writer.delete_documents_by_term("key", f"position:{position().pk}"))


def with_one_more(folder: Path) -> None:
    def change(writer: tantivy.IndexWriter) -> None:
        entry = next(entries("position", [position().pk]))
        entry.pk = 999_999
        entry.values = {}
        writer.add_document(entry.cut(Pieces()).document())

    rewritten(folder, change)


def otherwise(**values) -> Callable[[Path], None]:
    def planting(folder: Path) -> None:
        def change(writer: tantivy.IndexWriter) -> None:
            entry = next(entries("position", [position().pk]))
            writer.delete_documents_by_term("key", f"position:{position().pk}")
            for name, value in values.items():
                setattr(entry, name, value)
            writer.add_document(entry.cut(Pieces()).document())

        rewritten(folder, change)

    return planting


def with_words(change_words: Callable[[str], str]) -> Callable[[Path], None]:
    """Its wording changed like this, where each word that must be there still is."""

    def planting(folder: Path) -> None:
        words = next(entries("position", [position().pk])).words
        otherwise(words=words | {"title": change_words(words["title"])})(folder)

    return planting


def with_one_value_more(folder: Path) -> None:
    def change(writer: tantivy.IndexWriter) -> None:
        entry = next(entries("position", [position().pk]))
        writer.delete_documents_by_term("key", f"position:{position().pk}")
        entry.values["ministry"] = [*entry.values["ministry"], "999999"]
        writer.add_document(entry.cut(Pieces()).document())

    rewritten(folder, change)


def with_other_words_of_the_same_sum(folder: Path) -> None:
    """As if the engine had kept what it was given, and not by the words in it."""

    def change(writer: tantivy.IndexWriter) -> None:
        entry = next(entries("position", [position().pk]))
        lying = replace(entry, words=entry.words | {"title": entry.words["title"].replace("e", "i")})
        writer.delete_documents_by_term("key", f"position:{position().pk}")
        writer.add_document(lying.cut(Pieces())._replace(sum=entry.sum).document())

    rewritten(folder, change)


def ahead(folder: Path) -> None:
    head = read_head()
    rewritten(folder, lambda _writer: None, Head(head.site, head.number + 1, head.at))


def of_another_journal(folder: Path) -> None:
    head = read_head()
    rewritten(folder, lambda _writer: None, Head(head.site, head.number, "2001-01-01T00:00:00+00:00"))


def without_mark(folder: Path) -> None:
    rewritten(folder, lambda writer: writer.delete_documents_by_term("kind", "marker"))


def gone(folder: Path) -> None:
    shutil.rmtree(folder)


def replaced(path: Path, data: bytes) -> None:
    """A new file in the place of the old one: what has the old one open keeps it."""
    beside = path.with_suffix(".beside")
    beside.write_bytes(data)
    beside.replace(path)


def flipped(folder: Path) -> str:
    path = max(folder.glob("*.pos"), key=lambda one: one.stat().st_size)
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 0xFF
    replaced(path, bytes(data))
    return path.name


def cut_short(folder: Path) -> str:
    path = max(folder.glob("*.term"), key=lambda one: one.stat().st_size)
    replaced(path, path.read_bytes()[:-100])
    return path.name


def odd_list(folder: Path) -> None:
    replaced(folder / "meta.json", b'{"segments": "geen"}')


def lost_file(folder: Path) -> None:
    max(folder.glob("*.idx")).unlink()


OF_POSITION = "standpunt"
PLANTED: dict[Callable[[Path], object], tuple[str, str]] = {
    without_one: ("index-missing", OF_POSITION),
    with_one_more: ("index-surplus", "standpunt 999999"),
    otherwise(newest=1): ("index-place", OF_POSITION),
    otherwise(words={"title": "heel andere woorden"}): ("index-words", OF_POSITION),
    with_words("{} kernfusie".format): ("index-words", OF_POSITION),
    with_words(lambda text: " ".join(reversed(text.split()))): ("index-words", OF_POSITION),
    with_other_words_of_the_same_sum: ("index-words", OF_POSITION),
    otherwise(line=b"[]"): ("index-line", OF_POSITION),
    otherwise(line=b""): ("index-line", OF_POSITION),
    with_one_value_more: ("index-counts", "zoekindex"),
    ahead: ("index-marker", "zoekindex"),
    of_another_journal: ("index-marker", "zoekindex"),
    without_mark: ("index-marker", "zoekindex"),
    gone: ("index-none", "zoekindex"),
    flipped: ("index-file", "zoekindex"),
    cut_short: ("index-file", "zoekindex"),
    odd_list: ("index-unreadable", "zoekindex"),
    lost_file: ("index-unreadable", "zoekindex"),
}


def test_whatever_is_wrong_with_the_index_is_found_and_cured(folder):
    assert found() == []
    for plant, (rule, record) in PLANTED.items():
        tally = Tally()
        plant(folder)
        seen = looked()
        for finding in seen:
            tally.add(finding)
        record = f"{OF_POSITION} {position().pk}" if record == OF_POSITION else record
        assert [(finding.rule, finding.record) for finding in seen] == [(rule, record)], plant
        assert list(repaired(tally)) == [(rule, 1)]
        assert found() == [], plant


def test_more_values_than_the_engine_counts_at_once_are_counted_in_parts(folder):
    looking, narrow = index_reader.Index(folder), index_reader.Index(folder)

    class OneAtATime:
        """Counts the values of one document and no more."""

        def aggregate(self, query, wanted):
            if int(looking.searcher.search(query, limit=1).count) > 1:
                raise ValueError("Aborting aggregation because bucket limit was exceeded. Limit: 1, Current: 2")
            return looking.searcher.aggregate(query, wanted)

    looking.ids["position"] = narrow.ids["position"] = set(public_ids("position"))
    narrow.searcher = OneAtATime()
    count, ids = Counter(), Counter()
    for value, times, of in narrow.buckets("by.topic", "position"):
        count[value] += times
        ids[value] += of
    whole = list(looking.buckets("by.topic", "position"))
    assert sum(times for _value, times, _ids in whole) > 1
    assert {value: (count[value], ids[value]) for value in count} == {value: (times, of) for value, times, of in whole}


def test_values_that_differ_are_found_at_the_record(folder):
    otherwise(values={"kind": ["view"]})(folder)
    assert ("index-values", f"standpunt {position().pk}") in found()


def test_what_the_index_has_still_to_catch_up_with_is_no_fault(folder):
    letter = Letter.objects.public().first()
    with journalled(letter):
        letter.subject = "Een ander onderwerp"
        letter.save()
    assert PublicChange.objects.count() == JournalHead.objects.get().number
    assert found() == []
