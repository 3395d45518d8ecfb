"""The search index against the database: a document for each public record and no other, as the database would have it."""

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from agenda_tracker.models import Head, PublicChange, read_head
from agenda_tracker.search import catch_up
from agenda_tracker.search.affected import affected
from agenda_tracker.search.documents import Entry, key
from agenda_tracker.search.entries import MODELS, entries, public_ids
from agenda_tracker.search.index import folder_of
from agenda_tracker.search.schema import KINDS

from .finding import Finding, kind_and_key, looked_at
from .totals import Totals, words_of

logger = logging.getLogger(__name__)

PROGRAM = Path(__file__).with_name("index_reader.py")
REBUILD = "Draai met --repair, of manage.py rebuild_search"
# Words of one field that are looked up, spread over its text; of all of them together there is a sum.
MOST_WORDS = 40
SAYS = {
    "missing": "staat niet in de zoekindex",
    "place": "staat in de zoekindex op een andere plaats in de volgorde",
    "values": "heeft in de zoekindex andere waarden om op te filteren",
    "words": "heeft in de zoekindex andere woorden",
    "line": "staat in de zoekindex met iets anders dan lijsten ervan moeten laten zien",
    "record": "staat in de zoekindex onder een ander nummer",
    "surplus": "staat in de zoekindex, maar is niet openbaar",
    "twice": "staat meer dan één keer in de zoekindex",
}
PATIENCE = 600.0


class Reader:
    """The process that looks into the index. It has one state of it open from the start, whatever is written meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.complaint: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", str(PROGRAM), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.complaint,
        )
        self.opening = self._line()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.complaint):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()

    def _line(self) -> dict[str, Any]:
        """The next thing it says; nothing when it has ended."""
        assert self.process.stdout is not None  # a pipe was asked for
        line = self.process.stdout.readline()
        found: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {}
        return found

    def is_as(self, in_short: Iterable[dict[str, Any]]) -> bool:
        """Whether all documents are as told in short. Raises Ended when the process did not come to its end."""
        with self.told(in_short) as stdin:
            stdin.flush()
        said = self._line()
        if "same" not in said:
            raise Ended(self.why())
        return bool(said["same"])

    @contextmanager
    def told(self, lines: Iterable[dict[str, Any]]) -> Iterator[IO[bytes]]:
        """What is written to it, with these lines in it."""
        assert self.process.stdin is not None  # a pipe was asked for
        try:
            for one in lines:
                self.process.stdin.write(json.dumps(one).encode("ascii") + b"\n")
            yield self.process.stdin
        except BrokenPipeError as error:
            raise Ended(self.why()) from error

    def compare(self, expected: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Everything that is otherwise than expected. Raises Ended when the process did not come to its end."""
        with self.told(expected) as stdin:
            stdin.close()
        while line := self._line():
            if "done" in line:
                return
            yield line
        raise Ended(self.why())

    def why(self) -> str:
        """Why it ended, for the log and for a finding: its last words, or the signal that it died of."""
        code = self.process.wait()
        self.complaint.seek(0)
        lines = self.complaint.read().decode(errors="replace").strip().splitlines()
        logger.info("the process that reads the search index ended (%s): %s", code, "\n".join(lines[-20:]))
        return lines[-1][:200] if lines else f"afgebroken, code {code}"


class Ended(Exception):
    """The process that reads the index ended too early; the message says of what."""


def folder() -> Path | None:
    """Where the index of this site lies; None when there is none to look at."""
    head = read_head()
    if settings.SEARCH_DIR is None or head is None:
        return None
    return folder_of(settings.SEARCH_DIR, head)


@contextmanager
def opened() -> Iterator[Reader | None]:
    """Open the index before looking at the database: what is written meanwhile, the database has then, too."""
    place = folder()
    if place is None or not place.exists():
        yield None
        return
    with Reader(place) as reader:
        yield reader


def find(reader: Reader | None) -> Iterator[Finding]:
    place, head = folder(), read_head()
    if place is None or head is None:
        return
    if reader is None:
        yield _of_index("index-none", f"er is geen zoekindex in {place.name}")
    elif "damaged" in reader.opening:
        for name in reader.opening["damaged"]:
            yield _of_index("index-file", f"het bestand {name} is niet zoals het werd geschreven")
    elif "state" not in reader.opening:
        yield _of_index("index-unreadable", f"de zoekindex is niet te lezen ({reader.why()})")
    elif (wrong := _wrong_state(reader.opening["state"], head)) is not None:
        yield _of_index("index-marker", wrong)
    else:
        yield from _compared(reader, Head(**reader.opening["state"]), head)


def _of_index(rule: str, wrong: str) -> Finding:
    return Finding(rule, "zoekindex", wrong, REBUILD, 0)


def _wrong_state(state: Any, head: Head) -> str | None:
    """How far it says it was built is no point of this journal."""
    if not isinstance(state, dict) or set(state) != {"site", "number", "at"}:
        return "zegt niet tot waar het journaal is verwerkt"
    if state["site"] != head.site:
        return "is van een andere site"
    if state["number"] > head.number:
        return f"is verder ({state['number']}) dan het journaal ({head.number})"
    return None if catch_up.continues(Head(**state)) else f"hoort bij een ander journaal (regel {state['number']})"


def _compared(reader: Reader, state: Head, head: Head) -> Iterator[Finding]:
    """In short first, which takes far less time; in full when that shows a difference, to tell where it is.

    Leaves out what the index has still to catch up with.
    """
    try:
        if state == head and reader.is_as(_in_short()):
            return
    except Ended as end:
        yield _of_index("index-unreadable", f"de zoekindex is niet te lezen ({end})")
        return
    later = PublicChange.objects.filter(number__gt=state.number, number__lte=head.number).order_by()
    awaited = affected(later.values_list("kind", "object_id").distinct()).ids if state != head else {}
    try:
        for found in reader.compare(map(_in_full, _public(awaited))):
            if found["wrong"] == "counts":
                if state == head:
                    yield _of_index("index-counts", f"telt bij {found['key']} anders dan de database")
            elif (finding := _of_record(found, awaited)) is not None:
                yield finding
    except Ended as end:
        yield _of_index("index-unreadable", f"de zoekindex is niet te lezen ({end})")


def _of_record(found: dict[str, str], awaited: Mapping[str, set[int]]) -> Finding | None:
    kind, pk = found["key"].split(":")
    if int(pk) in awaited.get(kind, ()):
        return None
    record = kind_and_key(MODELS[kind], pk) if kind in MODELS else found["key"]
    return Finding(f"index-{found['wrong']}", record, SAYS[found["wrong"]], REBUILD, 0)


def _public(awaited: Mapping[str, set[int]]) -> Iterator[Entry]:
    """What must be in the index, apart from what is awaited."""
    for kind in KINDS:
        for entry in entries(kind, [pk for pk in public_ids(kind) if pk not in awaited.get(kind, ())]):
            yield entry
            looked_at(1)


def _in_full(entry: Entry) -> dict[str, Any]:
    return {
        **_place(entry),
        "by": {name: sorted(values) for name, values in entry.values.items() if values},
        "words": {name: _sample(text) for name, text in entry.words.items()},
    }


def _in_short() -> Iterator[dict[str, Any]]:
    """The positions, which are most of the documents, in short; the rest as above."""
    totals = Totals()
    for entry in _public({}):
        if entry.kind == totals.kind:
            totals.add(entry)
            yield _place(entry) | {"key": key(entry.kind, entry.pk)}
        else:
            yield _in_full(entry)
    yield {"totals": totals.told()}


def _place(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "id": entry.pk,
        "day": entry.day.toordinal() if entry.day else 0,
        "newest": entry.newest,
        "oldest": entry.oldest,
        "line": entry.line.decode(),
        "sum": entry.sum.hex(),
    }


def _sample(text: str) -> list[str]:
    """Different words, evenly spread over the text."""
    words = words_of(text)
    return words[:: max(1, -(-len(words) // MOST_WORDS))]


def repair(_pks: list[int]) -> int:
    """Build it anew; the old one is replaced whole. Raises Busy, or OSError when there is no room."""
    return catch_up.rebuild(PATIENCE)


RULES = ("none", "file", "unreadable", "marker", "counts", *SAYS)
REPAIRS = {f"index-{rule}": repair for rule in RULES}
