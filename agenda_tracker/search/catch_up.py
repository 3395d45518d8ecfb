"""Keeping the index up to the head of the journal: catch up in passing, rebuild when that is no way, and heal by itself."""

import logging
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import tantivy
from django.conf import settings
from django.db import connection, connections

from agenda_tracker.models import Head, Letter, PublicChange, read_head, seen_head
from agenda_tracker.models.reading import read_on_at_primary

from .affected import Affected, affected
from .documents import key
from .entries import all_documents, documents
from .index import Busy, Opened, Unwritable, folder_of, lock, look_again, open_at, replacing, writing

# What a visitor can wait for; more is done by a thread of its own, while the database answers.
MOST_LINES = 3_000
MOST_DOCUMENTS = 1_500
MOST_LETTERS = 300
# Seconds after a failure to write, a full disk for instance, in which this process does not try again; and after another
# process was writing for longer than a visitor can wait, which builds the index anew most likely.
REST, BUSY_REST = 20, 10

logger = logging.getLogger(__name__)


@dataclass
class _Process:
    """What this process has open, and whether a thread of it is at work."""

    opened: dict[Path, Opened] = field(default_factory=dict)
    turn: threading.Lock = field(default_factory=threading.Lock)
    worker: threading.Thread | None = None
    rests_until: float = 0.0


_process = _Process()


def current() -> Opened | None:
    """The index as it is at the head of the journal, caught up in passing; None when the database must answer."""
    if settings.SEARCH_DIR is None:
        return None
    head = seen_head()
    if head is None:
        return None
    folder = folder_of(settings.SEARCH_DIR, head)
    known = _process.opened.get(folder)
    if known is not None and known.state == head:
        return known
    if not _process.turn.acquire(timeout=1):
        return None
    try:
        return _reach(folder, head)
    except Busy:
        _process.rests_until = time.monotonic() + BUSY_REST
        logger.warning("searching in the database, because another process is writing the search index")
        return None
    except (Unwritable, OSError) as error:
        _rest(error)
        return None
    finally:
        _process.turn.release()


def _rest(error: Exception) -> None:
    """The database answers meanwhile."""
    _process.rests_until = time.monotonic() + REST
    logger.error("the search index cannot be written, the next attempt is in %s seconds or later: %r", REST, error)


def _reach(folder: Path, head: Head) -> Opened | None:
    """Call with this process's turn."""
    opened = refreshed(folder)
    if opened is not None and opened.state == head:
        return opened
    # The index follows the primary; what it names must be in the rows that are read after it.
    if not read_on_at_primary():
        return None
    if opened is not None and opened.state.number > head.number and _is_whole(opened):
        return opened
    if not may_write():
        return None
    if opened is None or not continues(opened.state):
        return _rebuilt_soon(folder)
    return _advanced(folder)


def _is_whole(opened: Opened) -> bool:
    """Whether another process has gone further than the head we read: true when its mark is a line of this journal."""
    return continues(opened.state)


def may_write() -> bool:
    """Never inside a transaction: what is read there may be undone, and a lock would be held too long."""
    return not connection.in_atomic_block and time.monotonic() >= _process.rests_until


def refreshed(folder: Path) -> Opened | None:
    """What lies on disk now, opened anew when it was replaced; remembered for this process."""
    known = _process.opened.get(folder)
    opened = None
    if known is not None and _inode(folder) == known.inode:
        opened = look_again(known)
    opened = opened or open_at(folder)
    if opened is None:
        _process.opened.pop(folder, None)
    else:
        _process.opened[folder] = opened
    return opened


def _inode(folder: Path) -> int | None:
    try:
        return folder.stat().st_ino
    except OSError:
        return None


def continues(state: Head) -> bool:
    """Whether that state lies on the journal of this database: not after a restore that went back behind it."""
    if state.number == 0:
        return True
    line = PublicChange.objects.filter(number=state.number).values_list("at", flat=True).first()
    return line is not None and line.isoformat() == state.at


def _advanced(folder: Path) -> Opened | None:
    """Catch up, unless that is more than a visitor can wait for."""
    with lock(folder):
        opened, head = refreshed(folder), read_head()
        if opened is None or head is None:
            return None
        if opened.state == head:
            return opened
        if head.number - opened.state.number > MOST_LINES:
            _in_background()
            return None
        found = _touched(opened, head)
        if found.count > MOST_DOCUMENTS:
            _in_background()
            return None
        write(opened.index, found, head)
        return refreshed(folder)


def _touched(opened: Opened, head: Head) -> Affected:
    lines = PublicChange.objects.filter(number__gt=opened.state.number, number__lte=head.number).order_by()
    return affected(lines.values_list("kind", "object_id").distinct(), opened.letters_by)


def write(index: tantivy.Index, found: Affected, head: Head) -> None:
    """Replace the documents of these records in one commit; those no longer public are gone."""
    with writing(index, head) as writer:
        for kind, pks in found.ids.items():
            for pk in pks:
                writer.delete_documents_by_term("key", key(kind, pk))
            for document in documents(kind, pks):
                writer.add_document(document)


def _rebuilt_soon(folder: Path) -> Opened | None:
    """At once when the site is small, else by a thread."""
    if Letter.objects.public().count() > MOST_LETTERS:
        _in_background()
        return None
    rebuild()
    return refreshed(folder)


def rebuild(patience: float = 1.0, processes: int = 1) -> int:
    """Build the index anew, beside the old one, and return the number of documents.

    With more than one of them, processes of their own make the documents; not in a server, whose memory is counted. Raises Busy
    when another process is writing for longer than `patience` seconds, Unwritable when the disk is full, Ended when one of
    these processes was ended.
    """
    head = read_head()
    if head is None or settings.SEARCH_DIR is None:
        return 0
    folder = folder_of(settings.SEARCH_DIR, head)
    count = 0
    with lock(folder, patience):
        head = read_head() or head
        with replacing(folder, head) as writer:
            for document in all_documents(processes):
                writer.add_document(document)
                count += 1
    logger.info("search index built: %d documents, up to line %d of the journal", count, head.number)
    return count


def catch_up(patience: float = 60.0, processes: int = 1) -> None:
    """Bring the index to the head, however far behind, in this thread. Raises what `rebuild` raises."""
    head = read_head()
    if head is None or settings.SEARCH_DIR is None or not may_write():
        return
    folder = folder_of(settings.SEARCH_DIR, head)
    opened = open_at(folder)
    if opened is None or not continues(opened.state):
        rebuild(patience, processes)
        return
    with lock(folder, patience):
        opened, head = open_at(folder), read_head()
        if opened is not None and head is not None and opened.state != head:
            found = _touched(opened, head)
            write(opened.index, found, head)


def _in_background() -> None:
    """Start the work in a thread, one at a time; until it is done the database answers."""
    worker = _process.worker
    if worker is None or not worker.is_alive():
        logger.warning("the search index is behind: it is brought up to date while the database answers")
        _process.worker = threading.Thread(target=_work, name="search-index", daemon=True)
        _process.worker.start()


def _work() -> None:
    try:
        catch_up()
    except Busy:
        logger.info("another process is writing the search index")
    except (Unwritable, OSError) as error:
        _rest(error)
    except Exception:
        logger.exception("the search index could not be brought up to date")
    finally:
        connections.close_all()
