"""The index on disk: where it lies, up to which line of the journal it was built, and how it is replaced whole."""

import fcntl
import gc
import json
import logging
import os
import shutil
import time
from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

import tantivy

from agenda_tracker.models import Head

from .bounded import once
from .documents import key
from .schema import MARKER, build_schema, fingerprint, register_words

# Memory of the writer in bytes: beside visitors, and where everything is written: then fewer files come of it, which are asked
# sooner.
HEAP, LARGE_HEAP = 30_000_000, 400_000_000
PATIENCE = 1.0
OLD_AFTER = 24 * 3600
# Seconds between two lines in the log about an index that cannot be read.
QUIET = 10
# Questions, counts and facets that are kept of one state, some six for each selection: of several hundred selections, because
# facets without the filter that is on are the same for many. The largest are facets, of about 10 kB.
MOST_KNOWN = 4000

T = TypeVar("T")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opened:
    """An index and what it can be asked at this moment: a searcher sees one state, whatever is written meanwhile."""

    index: tantivy.Index
    searcher: tantivy.Searcher
    state: Head
    inode: int
    known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, question: Hashable, work: Callable[[], T]) -> T:
        """What `work` finds out of this state, which never changes: the last answers are kept, and not to be altered."""
        return once(self.known, question, work, MOST_KNOWN)

    @property
    def schema(self) -> tantivy.Schema:
        return self.index.schema

    def these(self, kind: str, ids: Collection[int]) -> tantivy.Query:
        """The documents of these records; kept, since thousands of selections may be asked about the same ones."""
        keys = sorted(key(kind, pk) for pk in ids)
        make = partial(tantivy.Query.term_set_query, self.schema, "key", keys)
        return self.once(("these", tuple(keys)), lambda: tantivy.Query.const_score_query(make(), 0.0))

    def count(self, query: tantivy.Query) -> int:
        """How many documents satisfy it."""
        return self.best(query, 1)[1]

    def best(self, query: tantivy.Query, most: int) -> tuple[list[tuple[float, tantivy.DocAddress]], int]:
        """The best of them with their scores, at most `most` (1 or more), and how many there are in all."""
        result = self.searcher.search(query, limit=most)
        return result.hits, int(result.count)  # type: ignore[attr-defined]

    def stored(self, name: str, address: tantivy.DocAddress) -> Any:
        """What that field of a document holds."""
        return self.searcher.doc(address)[name][0]

    def letters_by(self, number: str) -> set[int]:
        """Ids of the letters that are found by this number of a Kamerstuk or dossier; none where the files are damaged."""
        return _readable(lambda: self._letters_by(number)) or set()

    def _letters_by(self, number: str) -> set[int]:
        wanted = [("kind", "letter"), ("by.dossier", number)]
        terms = [tantivy.Query.term_query(self.schema, name, value, index_option="basic") for name, value in wanted]
        both = tantivy.Query.boolean_query([(tantivy.Occur.Must, term) for term in terms])
        count = self.count(both)
        if not count:
            return set()
        addresses = [address for _score, address in self.best(both, count)[0]]
        return {int(pk or 0) for pk in self.searcher.fast_field_values("id", addresses)}


class Busy(Exception):
    """Another process is writing, and went on for longer than a visitor can wait."""


class Unwritable(Exception):
    """The engine could not write: most likely the disk is full. What was committed before is still there."""


def folder_of(root: Path | str, head: Head) -> Path:
    """One folder for each site, engine and way of making documents: what another release built is never opened."""
    return _folder(root, head.site)


@lru_cache(maxsize=4)
def _folder(root: Path | str, site: str) -> Path:
    return Path(root) / f"{site}-{fingerprint()}"


def open_at(folder: Path) -> Opened | None:
    """The index that lies there; None when there is none, or none that can be read."""
    return _readable(lambda: _open(folder) if (folder / "meta.json").exists() else None)


def look_again(opened: Opened) -> Opened | None:
    """The newest committed state of an index that is open; None when its files are no longer those of one."""
    return _readable(lambda: look(opened.index, opened.inode))


def _open(folder: Path) -> Opened | None:
    index = tantivy.Index.open(str(folder))
    register_words(index)
    index.config_reader("manual")
    return look(index, folder.stat().st_ino)


def _readable(work: Callable[[], T | None]) -> T | None:
    """What is found in the files; None, and a line in the log, when they cannot be read: then the engine may panic, too."""
    try:
        return work()
    except Exception as error:
        _complain(error)
    except BaseException as panic:
        if not _is_panic(panic):
            raise
        _complain(panic)
    return None


_complained: list[float] = []


def _complain(error: BaseException) -> None:
    """In the log, but not at every request."""
    now = time.monotonic()
    if not _complained or now - _complained[0] > QUIET:
        _complained[:] = [now]
        logger.warning("the search index cannot be read: %r", error)


@contextmanager
def _engine_writes() -> Iterator[None]:
    """The engine tells by ValueError, or by giving up, that it could not write."""
    try:
        yield
    except ValueError as error:
        raise Unwritable(str(error)) from error
    except BaseException as panic:
        if not _is_panic(panic):
            raise
        raise Unwritable(str(panic)) from panic


def _is_panic(error: BaseException) -> bool:
    """A panic of the engine is no `Exception`."""
    return type(error).__name__ == "PanicException"


def look(index: tantivy.Index, inode: int) -> Opened | None:
    """The newest committed state; None when it does not say how far it was built."""
    index.reload()
    searcher = index.searcher()
    hits = searcher.search(tantivy.Query.term_query(index.schema, "kind", MARKER), limit=1).hits
    if not hits:
        return None
    state = json.loads(searcher.doc(hits[0][1])["state"][0])
    return Opened(index, searcher, Head(**state), inode)


def mark(writer: tantivy.IndexWriter, head: Head) -> None:
    """Say in the same commit how far the index has come."""
    writer.delete_documents_by_term("kind", MARKER)
    document = tantivy.Document()
    document.add_text("kind", MARKER)
    document.add_text("state", json.dumps(asdict(head)))
    writer.add_document(document)


@contextmanager
def writing(index: tantivy.Index, head: Head, heap: int = HEAP) -> Iterator[tantivy.IndexWriter]:
    """A writer whose documents all become visible at the end, with the mark; none do when something fails.

    Raises Unwritable when the engine could not write.
    """
    with _engine_writes():
        writer = index.writer(heap, 1)
        try:
            with _uncounted():
                yield writer
            mark(writer, head)
            writer.commit()
            writer.garbage_collect_files()
        finally:
            writer.wait_merging_threads()


@contextmanager
def _uncounted() -> Iterator[None]:
    """What lives already is not looked through again and again for garbage: making documents takes a quarter less."""
    if gc.get_freeze_count():
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def lock(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """The one who writes, among all processes. Raises Busy when another keeps it for longer than `patience` seconds.

    Who holds it sees no half index beside the whole one but what somebody left who was killed, and removes that.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(f"{folder}.lock", "a", encoding="ascii") as file:
        _wait_for(file.fileno(), patience)
        for left in (f"{folder}.new", f"{folder}.old"):
            _remove(Path(left))
        yield


def _remove(path: Path) -> None:
    """A folder, or what else lies in the place of one."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _wait_for(descriptor: int, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                raise Busy from None
            time.sleep(0.02)


@contextmanager
def replacing(folder: Path, head: Head) -> Iterator[tantivy.IndexWriter]:
    """Build a new index beside the old one, and put it in its place when it is whole. Call with the lock held."""
    beside = Path(f"{folder}.new")
    beside.mkdir(parents=True)
    try:
        with _engine_writes():
            index = tantivy.Index(build_schema(), str(beside))
        register_words(index)
        with writing(index, head, LARGE_HEAP) as writer:
            yield writer
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    _swap(beside, folder)
    _tidy(folder)


def _swap(new: Path, folder: Path) -> None:
    """Who has the old files open keeps them; who is killed halfway leaves no index, and the next one builds it."""
    old = Path(f"{folder}.old")
    if folder.exists():
        os.rename(folder, old)
    os.rename(new, folder)
    _remove(old)


def _tidy(folder: Path) -> None:
    """Remove what other releases and restored databases left, once nobody has written there for a day."""
    for other in folder.parent.iterdir():
        if other.is_dir() and other.name not in {folder.name, f"{folder.name}.new"} and _is_old(other):
            shutil.rmtree(other, ignore_errors=True)


def _is_old(path: Path) -> bool:
    return (path / "meta.json").exists() and time.time() - path.stat().st_mtime > OLD_AFTER
