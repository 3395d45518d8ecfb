"""Looks into a search index in a process of its own: a damaged file can end that process, and nothing else.

Run as a program, with the folder as its argument; it needs the engine and nothing of the site. Each line it writes is a
JSON object. First `{"state": …}`: what the index says of how far it was built (null when it says nothing). Then it reads
one document a line as it must be (`Expected`), and at the end of its input tells what is otherwise (`{"key", "wrong"}`)
and, when it came that far, `{"done": true}`.
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
        self.kinds: Counter[str] = Counter()
        self.facets: dict[str, Counter[str]] = defaultdict(Counter)
        self.ids: dict[str, set[int]] = defaultdict(set)

    def state(self) -> Any:
        hits = self.searcher.search(self.term("kind", "marker"), limit=2).hits
        return json.loads(self.searcher.doc(hits[0][1])["state"][0]) if len(hits) == 1 else None

    def term(self, field: str, value: Any) -> tantivy.Query:
        return tantivy.Query.term_query(self.index.schema, field, value)

    def has(self, *terms: tuple[str, Any]) -> bool:
        """Whether exactly one document has all of these."""
        return self.only(*terms) is not None

    def only(self, *terms: tuple[str, Any]) -> tantivy.DocAddress | None:
        """The document that has all of these, when it is one."""
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, self.term(*one)) for one in terms])
        found = self.searcher.search(query, limit=1)
        return found.hits[0][1] if int(found.count) == 1 else None  # type: ignore[attr-defined]

    def stored(self, address: tantivy.DocAddress) -> dict[str, str]:
        """What lists print of it, and the sum of its words; "" where nothing lies there."""
        there = self.searcher.doc(address)
        line, sums = ((bytes(one) for one in there[name]) for name in ("line", "sum"))
        return {"line": b"".join(line).decode(errors="replace"), "words": b"".join(sums).hex()}

    def wrong_with(self, expected: dict[str, Any]) -> str:
        """What of one document is not as it must be; "" when all is. Counts it for `left_over`."""
        kind, pk = expected["kind"], expected["id"]
        self.kinds[kind] += 1
        self.ids[kind].add(pk)
        key = ("key", f"{kind}:{pk}")
        parts = {
            "place": [(name, expected[name]) for name in ("day", "newest", "oldest")],
            "values": [(f"by.{name}", value) for name, values in expected["by"].items() for value in values],
            "words": [(f"{name}_exact", word) for name, words in expected["words"].items() for word in words],
        }
        for name, value in parts["values"]:
            self.facets[name][value] += 1
        found = self.only(key, ("kind", kind), ("id", pk), *(term for terms in parts.values() for term in terms))
        if found is not None:
            must = {"line": expected["line"], "words": expected["sum"]}
            return next((part for part, value in self.stored(found).items() if value != must[part]), "")
        if not self.has(key):
            return "missing"
        return next((part for part, terms in parts.items() if not self.has(key, *terms)), "record")

    def left_over(self) -> Iterator[dict[str, str]]:
        """Documents that nobody expected."""
        all_kinds = self.counts("kind")
        all_kinds.pop("marker", None)
        for kind in sorted(all_kinds.keys() | self.kinds.keys()):
            if all_kinds[kind] != self.kinds[kind]:
                hits = self.searcher.search(
                    self.term("kind", kind), limit=max(1, all_kinds[kind]), order_by_field="id"
                ).hits
                there = Counter(int(pk) for pk, _address in hits)
                yield from (
                    {"key": f"{kind}:{pk}", "wrong": "surplus"} for pk in sorted(there) if pk not in self.ids[kind]
                )
                yield from (
                    {"key": f"{kind}:{pk}", "wrong": "twice"} for pk, count in sorted(there.items()) if count > 1
                )

    def miscounted(self) -> list[str]:
        """Values that more documents have than were expected to."""
        return [name for name, expected in sorted(self.facets.items()) if self.counts(name) != expected]

    def counts(self, field: str) -> Counter[str]:
        wanted = {"found": {"terms": {"field": field, "size": MOST_TERMS, "segment_size": MOST_TERMS}}}
        answer: Any = self.searcher.aggregate(tantivy.Query.all_query(), wanted)
        return Counter({bucket["key"]: bucket["doc_count"] for bucket in answer["found"]["buckets"]})


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
    found = [(f"{one['kind']}:{one['id']}", index.wrong_with(one)) for one in map(json.loads, sys.stdin)]
    # Not before the input has ended: who writes it does not read yet.
    for key, wrong in found:
        if wrong:
            say({"key": key, "wrong": wrong})
    left_over = list(index.left_over())
    for left in left_over:
        say(left)
    if not left_over and not any(wrong for _key, wrong in found):
        for name in index.miscounted():
            say({"key": name, "wrong": "counts"})
    say({"done": True})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
