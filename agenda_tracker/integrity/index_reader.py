"""Looks into a search index in a process of its own: a damaged file can end that process, and nothing else.

Run as a program, with the folder as its argument; it needs the engine and nothing of the site. Each line it writes is a
JSON object. First `{"state": …}`: what the index says of how far it was built (null when it says nothing). Then it reads
one document a line as it must be, and at the end of its input tells what is otherwise (`{"key", "wrong"}`) and, when it came
that far, `{"done": true}`. Before that it may be asked whether there is anything to tell at all: then the documents of one kind
come in short, and at their end what they have together (`{"totals": …}`), after which it says `{"same": …}`.
"""

import json
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tantivy

# The end of every file of the engine: the length of a note with the checksum, and a number that is always the same.
MAGIC = 1337
TAIL = 8
MOST_TERMS = 1_000_000
HIGHEST_ID = (1 << 40) - 1
# Documents of which the values are counted at a time: a meeting has some hundred that no other has.
SLICES = {"meeting": 500}
SLICE = 10_000
PIECE = 1 << 22
WITHOUT_NOTE = (".json", ".lock", ".managed.json")


def damaged_files(folder: Path) -> Iterator[str]:
    """Names of files whose contents are not those that were written, by the checksum at their end."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.endswith(WITHOUT_NOTE) and not _is_whole(path):
            yield path.name


def _is_whole(path: Path) -> bool:
    size = path.stat().st_size
    with path.open("rb") as file:
        if size < TAIL:
            return False
        file.seek(size - TAIL)
        tail = file.read(TAIL)
        length, magic = int.from_bytes(tail[:4], "little"), int.from_bytes(tail[4:], "little")
        if magic != MAGIC or length > size - TAIL:
            return False
        file.seek(size - TAIL - length)
        try:
            noted = int(json.loads(file.read(length))["crc"])
        except (ValueError, KeyError, TypeError):
            return False
        return noted == _checksum(file, size - TAIL - length)


def _checksum(file: Any, left: int) -> int:
    found = 0
    file.seek(0)
    while left:
        piece = file.read(min(PIECE, left))
        if not piece:
            return -1
        found, left = zlib.crc32(piece, found), left - len(piece)
    return found


class Index:
    """One committed state of the index, and what was expected of it so far."""

    def __init__(self, folder: Path) -> None:
        self.index = tantivy.Index.open(str(folder))
        self.index.config_reader("manual")
        self.index.reload()
        self.searcher = self.index.searcher()
        self.expect_nothing()

    def expect_nothing(self) -> None:
        self.ids: dict[str, set[int]] = defaultdict(set)
        self.sums: Counter[tuple[str, str]] = Counter()

    def state(self) -> Any:
        hits = self.searcher.search(self.term("kind", "marker"), limit=2).hits
        return json.loads(self.searcher.doc(hits[0][1])["state"][0]) if len(hits) == 1 else None

    def term(self, field: str, value: Any) -> tantivy.Query:
        return tantivy.Query.term_query(self.index.schema, field, value, index_option="basic")

    def all_of(self, *terms: tuple[str, Any]) -> Any:
        """How many documents have all of these, and one of them; without the work of finding out which is best."""
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, self.term(*one)) for one in terms])
        return self.searcher.search(tantivy.Query.const_score_query(query, 1.0), limit=1)

    def has(self, *terms: tuple[str, Any]) -> bool:
        """Whether exactly one document has all of these."""
        return self.only(*terms) is not None

    def only(self, *terms: tuple[str, Any]) -> tantivy.DocAddress | None:
        """The document that has all of these, when it is one."""
        found = self.all_of(*terms)
        return found.hits[0][1] if int(found.count) == 1 else None

    def stored(self, address: tantivy.DocAddress) -> dict[str, str]:
        """What lists print of it, and the sum of its words; "" where nothing lies there."""
        there = self.searcher.doc(address)
        line, sums = ((bytes(one) for one in there[name]) for name in ("line", "sum"))
        return {"line": b"".join(line).decode(errors="replace"), "words": b"".join(sums).hex()}

    def is_there(self, short: dict[str, Any]) -> bool:
        """Whether a document is in its place, and was made of the same words and of the same line."""
        self.ids[short["kind"]].add(short["id"])
        found = self.only(*((name, short[name]) for name in ("key", "kind", "id", "day", "newest", "oldest")))
        return found is not None and self.stored(found) == {"line": short["line"], "words": short["sum"]}

    def is_as(self, totals: dict[str, Any]) -> bool:
        """Whether the documents that came in short have their words and values, too, and there are no others.

        Each word is found in as many of them as it must be, and by each value as many are found as are counted with it.
        """
        kind = totals["kind"]
        self.sums.update({(kind, name): told for name, told in totals["sums"].items()})
        if any(self.left_over()) or self.miscounted():
            return False
        counts = {name: self._counts(name, kind) for name in totals["sums"]} | totals["words"]
        return all(
            int(self.all_of(("kind", kind), (name, value)).count) == count
            for name, found in counts.items()
            for value, count in found.items()
        )

    def _counts(self, name: str, kind: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for value, count, _ids in self.buckets(name, kind):
            found[value] += count
        return found

    def wrong_with(self, expected: dict[str, Any]) -> str:
        """What of one document is not as it must be; "" when all is. Counts it for `left_over` and `miscounted`."""
        kind, pk = expected["kind"], expected["id"]
        self.ids[kind].add(pk)
        key = ("key", f"{kind}:{pk}")
        parts = {
            "place": [(name, expected[name]) for name in ("day", "newest", "oldest")],
            "values": [(f"by.{name}", value) for name, values in expected["by"].items() for value in values],
            "words": [(f"{name}_exact", word) for name, words in expected["words"].items() for word in words],
        }
        for name, value in parts["values"]:
            self.sums[kind, name] += weight(value, pk, 1)
        found = self.only(key, ("kind", kind), ("id", pk), *(term for terms in parts.values() for term in terms))
        if found is not None:
            must = {"line": expected["line"], "words": expected["sum"]}
            return next((part for part, value in self.stored(found).items() if value != must[part]), "")
        if not self.has(key):
            return "missing"
        return next((part for part, terms in parts.items() if not self.has(key, *terms)), "record")

    def left_over(self) -> Iterator[dict[str, str]]:
        """Documents that nobody expected."""
        there = {kind: count for kind, count, _ids in self._buckets("kind") if kind != "marker"}
        for kind in sorted(there.keys() | self.ids.keys()):
            if there.get(kind, 0) != len(self.ids[kind]):
                yield from self._left_over(kind, there.get(kind, 0))

    def _left_over(self, kind: str, count: int) -> Iterator[dict[str, str]]:
        hits = self.searcher.search(self.term("kind", kind), limit=max(1, count), order_by_field="id").hits
        there = Counter(int(pk) for pk, _address in hits)
        yield from ({"key": f"{kind}:{pk}", "wrong": "surplus"} for pk in sorted(there) if pk not in self.ids[kind])
        yield from ({"key": f"{kind}:{pk}", "wrong": "twice"} for pk, times in sorted(there.items()) if times > 1)

    def miscounted(self) -> list[str]:
        """Values that other documents have than were expected to."""
        names = sorted({name for _kind, name in self.sums})
        return [name for name in names if any(self._sum(name, kind) != self.sums[kind, name] for kind in self.ids)]

    def _sum(self, name: str, kind: str) -> int:
        counted = self.buckets(name, kind) if (kind, name) in self.sums else self._buckets(name, kind)
        return sum(weight(value, ids, count) for value, count, ids in counted)

    def buckets(self, name: str, kind: str) -> Iterator[tuple[str, int, int]]:
        """Values with how many of the expected documents have them and the sum of their ids; of a slice of them at a time."""
        ids, size = sorted(self.ids[kind]), SLICES.get(kind, SLICE)
        for start in range(0, len(ids), size):
            part = ids[start : start + size]
            yield from self._buckets(name, kind, part[0], part[-1])

    def _buckets(
        self, field: str, kind: str = "", first: int = 0, last: int = HIGHEST_ID
    ) -> Iterator[tuple[str, int, int]]:
        """The engine counts so many different values at once and no more: then each half of the ids by itself."""
        wanted: Any = {"terms": {"field": field, "size": MOST_TERMS, "segment_size": MOST_TERMS}}
        wanted["aggs"] = {"ids": {"sum": {"field": "id"}}}
        parts = [tantivy.Query.range_query(self.index.schema, "id", tantivy.FieldType.Unsigned, first, last)]
        parts += [self.term("kind", kind)] if kind else []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
        try:
            answer: Any = self.searcher.aggregate(query, {"found": wanted})
        except ValueError as error:
            if "bucket limit" not in str(error) or first == last:
                raise
            middle = (first + last) // 2
            yield from self._buckets(field, kind, first, middle)
            yield from self._buckets(field, kind, middle + 1, last)
            return
        yield from ((one["key"], one["doc_count"], int(one["ids"]["value"])) for one in answer["found"]["buckets"])


def weight(value: str, ids: int, count: int) -> int:
    """What documents with a value add to the sum over all of them: another one where other documents have it."""
    return (zlib.crc32(value.encode()) + 1) * (ids + count)


def say(line: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(line)}\n")
    sys.stdout.flush()


def main(folder: Path) -> None:
    damaged = list(damaged_files(folder))
    if damaged:
        say({"damaged": damaged})
        return
    index = Index(folder)
    say({"state": index.state()})
    same, found = True, list[dict[str, str]]()
    for one in map(json.loads, sys.stdin):
        if "totals" in one:
            say({"same": same and not found and index.is_as(one["totals"])})
            index.expect_nothing()
            found.clear()
        elif "by" not in one:
            same = same and index.is_there(one)
        elif wrong := index.wrong_with(one):
            found.append({"key": f"{one['kind']}:{one['id']}", "wrong": wrong})
    # Not before the input has ended: who writes it does not read yet.
    found += index.left_over()
    for line in found:
        say(line)
    if not found:
        for name in index.miscounted():
            say({"key": name, "wrong": "counts"})
    say({"done": True})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
