"""From lines of the journal to what a reader would call news: a record is new, or it says something else than before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from django.db.models import Max

from agenda_tracker.models import AlertItem, PublicChange

from .versions import Version, versions

KINDS = ("letter", "position", "meeting")
CEASED = PublicChange.Change.CEASED
# Records whose history is looked at together.
TOGETHER = 300
# What a follower is found by, and not what is told.
FOUND_BY = {"topics", "papers", "dossiers", "own", "meetings", "carried", "letters"}
MAY_BE_UNKNOWN = {"topics", "quote"}


def items_of(lines: Iterable[PublicChange]) -> list[AlertItem]:
    """What the lines tell, in their order, not saved; the same lines always give the same, however they are divided."""
    by_kind: dict[str, dict[int, list[PublicChange]]] = {kind: defaultdict(list) for kind in KINDS}
    for line in sorted(lines, key=lambda line: line.number):
        if line.kind in by_kind:
            by_kind[line.kind][line.object_id].append(line)
    found = [item for kind in KINDS for some in _batches(by_kind[kind]) for item in _of_records(kind, some)]
    return sorted(found, key=lambda item: item.number)


def _batches(records: dict[int, list[PublicChange]]) -> Iterator[dict[int, list[PublicChange]]]:
    pks = list(records)
    for start in range(0, len(pks), TOGETHER):
        yield {pk: records[pk] for pk in pks[start : start + TOGETHER]}


def _of_records(kind: str, records: dict[int, list[PublicChange]]) -> Iterator[AlertItem]:
    earlier = _last_public(kind, records)
    shown = {
        pk: [line for line in [earlier.get(pk), *lines] if line is not None and line.change != CEASED]
        for pk, lines in records.items()
    }
    known = versions(kind, {pk: [line.at for line in lines] for pk, lines in shown.items() if len(lines) > 1})
    for pk, lines in shown.items():
        if pk not in earlier and lines:
            yield _item(lines[0], is_new=True)
        for before, after in pairwise(lines):
            old, new = known.get((pk, before.at)), known.get((pk, after.at))
            returned = after.change == PublicChange.Change.BECAME
            if returned or (old is not None and new is not None and differ(old, new)):
                yield _item(after, is_new=False, returned=returned, old=old, new=new)


def _last_public(kind: str, records: dict[int, list[PublicChange]]) -> dict[int, PublicChange]:
    """Record → its last line before these at which it was public. Two queries."""
    first = min(lines[0].number for lines in records.values())
    before = PublicChange.objects.filter(kind=kind, object_id__in=list(records), number__lt=first).exclude(
        change=CEASED
    )
    last = before.order_by().values("object_id").annotate(last=Max("number")).values_list("last", flat=True)
    return {line.object_id: line for line in PublicChange.objects.filter(number__in=list(last))}


def differ(old: Version, new: Version) -> bool:
    """Whether anything of both is not the same; what the history does not tell of one of them is not compared."""
    told = [name for name in new if name not in MAY_BE_UNKNOWN or None not in (old.get(name), new[name])]
    return bool(old) and any(old[name] != new[name] for name in told)


def says_otherwise(old: Version, new: Version) -> bool:
    """Whether a reader sees something else, apart from where it is found."""
    without = [{name: value for name, value in one.items() if name not in FOUND_BY} for one in (old, new)]
    return differ(*without)


def _item(line: PublicChange, *, is_new: bool, returned: bool = False, old: Any = None, new: Any = None) -> AlertItem:
    return AlertItem(
        number=line.number,
        kind=line.kind,
        object_id=line.object_id,
        is_new=is_new,
        returned=returned,
        old=old or {},
        new=new or {},
        at=line.at,
    )


def merged(items: Sequence[AlertItem]) -> AlertItem | None:
    """What several items of one record are together, from the first old to the last new; None when all is as it was."""
    first, last = items[0], items[-1]
    if any(item.is_new for item in items):
        return next(item for item in items if item.is_new)
    if not says_otherwise(first.old, last.new):
        return None
    return AlertItem(
        number=last.number,
        kind=last.kind,
        object_id=last.object_id,
        is_new=False,
        old=first.old,
        new=last.new,
        at=last.at,
    )
