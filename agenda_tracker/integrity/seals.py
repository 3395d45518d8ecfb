"""Every line of a history is as it was written, and stands behind the line that was the last one then."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from agenda_tracker.models.seal import Ties, columns, seal_of, tie_fields

from .finding import Finding, kind_and_key, looked_at
from .history import RESTORE, with_history

Row = dict[str, Any]
# Records whose lines are in memory at a time.
RECORDS = 500


def find() -> Iterator[Finding]:
    for model in with_history():
        for lines in _by_record(model.history.model):
            yield from _of_record(model, lines)


def _by_record(history: Any) -> Iterator[list[tuple[Row, Ties]]]:
    """The lines of each record in the order in which they were written, with the ties that they tell."""
    names = [*columns(history), "history_id", "seal"]
    last = 0
    while ids := list(_ids(history).filter(id__gt=last)[:RECORDS]):
        rows = history._base_manager.filter(id__gt=last, id__lte=ids[-1]).order_by("id", "history_id").values(*names)
        ties = ties_of(history, [row["history_id"] for row in rows])
        for _pk, lines in groupby(rows, key=lambda row: row["id"]):
            yield [(line, ties[line["history_id"]]) for line in lines]
        looked_at(len(rows))
        last = ids[-1]


def _ids(history: Any) -> Any:
    return history._base_manager.order_by("id").values_list("id", flat=True).distinct()


def ties_of(history: Any, lines: Iterable[int]) -> dict[int, Ties]:
    """By line."""
    lines = sorted(lines)
    found: dict[int, Ties] = defaultdict(lambda: defaultdict(set))
    for field in tie_fields(history) if lines else ():
        table = getattr(history, field.name).model
        rows = table._base_manager.filter(history__gte=lines[0], history__lte=lines[-1]).order_by()
        for line, target in rows.values_list("history_id", f"{field.m2m_reverse_field_name()}_id"):
            found[line][field.name].add(target)
    return found


def _of_record(model: Any, lines: list[tuple[Row, Ties]]) -> Iterator[Finding]:
    before: str | None = None
    for number, (line, ties) in enumerate(lines):
        # What stood before a first line that does not make the record is gone, which is told elsewhere.
        known = number or line["history_type"] == "+"
        if known and not _is_right(model.history.model, line, ties, before):
            day = f"{line['history_date']:%Y-%m-%d}"
            wrong = f"in zijn geschiedenis is regel {line['history_id']} ({day}) veranderd, of de regel ervoor is weg"
            yield Finding("history-seal", kind_and_key(model, line["id"]), wrong, RESTORE)
        before = line["seal"]


def _is_right(history: Any, line: Row, ties: Ties, before: str | None) -> bool:
    """Of lines that are older than seals nothing is known; behind one with a seal there are none."""
    if line["seal"] is None:
        return before is None
    return bool(line["seal"] == seal_of(history, line, ties, before))
